import { html, nothing, type TemplateResult } from "lit/html.js";
import { t } from "../strings/index.js";
import { icons } from "./icons.js";
import { faultView, isOfFile, type Tracking } from "./tracking.js";

const KINDS = "image/jpeg,image/png,image/webp,application/pdf,audio/*";

/** Adding a photo, a document or a voice note to a case, and how far that is. */
export function filesView(tracking: Tracking): TemplateResult {
  const { isBusy, sent, fault, faultAt, added } = tracking;
  const choose = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    void tracking.attach(input.files?.[0]);
    // The same file, chosen again, is a choice too.
    input.value = "";
  };
  return html`<div class="choices">
    <label class="choice">
      ${t.fileAdd}<input id="file" class="unseen" type="file" aria-describedby="fault" accept=${KINDS} ?disabled=${isBusy} @change=${choose} />
    </label>
    <button id="record" class="choice" ?disabled=${isBusy} @click=${() => tracking.record()}>${t.record}</button>
    ${isOfFile(faultAt) ? faultView(fault) : nothing}
    ${added ? html`<p class="added">${icons.check}${added}</p>` : nothing}
    <p class="date">${t.fileNote}</p>
    ${sent === undefined ? nothing : html`<progress aria-label=${t.sending} value=${sent}></progress>`}
  </div>`;
}
