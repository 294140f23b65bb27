import { html, nothing, type TemplateResult } from "lit/html.js";
import { mustSay, WORDLESS, type DeedKind } from "../core/case-api.js";
import type { CaseAction, CaseView, Verdict } from "../core/contract.js";
import { t } from "../strings/index.js";
import { faultView, isOfFile } from "./fault.js";
import { icons } from "./icons.js";
import type { Deed, Tracking } from "./tracked.js";

const KINDS = "image/jpeg,image/png,image/webp,application/pdf,audio/*";

/** The first question, while the agency's answer waits for the citizen's verdict. */
export function verdictView(tracking: Tracking, { actions }: CaseView): TemplateResult | typeof nothing {
  if (!actions.includes("verdict")) return nothing;
  const verdicts = Object.keys(t.verdict) as Verdict[];
  return html`<div class="choices" role="group" aria-label=${t.verdictAsk}>
    <p>${t.verdictAsk}</p>
    ${verdicts.map((one) => html`<button class="choice" @click=${() => tracking.begin("verdict", one)}>${t.verdict[one]}</button>`)}
  </div>`;
}

/** The citizen's other actions on a case now: only those that the case itself offers. */
export function deedsView(tracking: Tracking, { actions, identity }: CaseView): TemplateResult {
  const other = (kind: Exclude<DeedKind, "verdict">, action: CaseAction = kind as CaseAction) =>
    actions.includes(action) ? html`<button class="choice" @click=${() => tracking.begin(kind)}>${t.caseDo[kind]}</button>` : nothing;
  // A citizen who gave no name has none that could be shown to an agency.
  const consent = identity === "anonymous" ? nothing : other(identity === "named" ? "retract" : "consent", "consent");
  return html`<div class="choices">${other("messages")}${other("reopen")}</div>
  ${actions.includes("attachments") ? filesView(tracking) : nothing}
  <div class="choices rare">${consent}${other("separate")}${other("withdraw")}<button class="choice" @click=${() => tracking.mine()}>${t.mine}</button></div>`;
}

/** Adding a photo, a document or a voice note to a case, and how far that is. */
function filesView(tracking: Tracking): TemplateResult {
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

/** The words that go with it, and the last chance to leave it. */
export function deedForm(tracking: Tracking, deed: Deed): TemplateResult {
  const { kind, verdict } = deed;
  return html`<form class="card" @submit=${() => tracking.send()}>
    <h3>${verdict ? t.verdict[verdict] : t.caseDo[kind as Exclude<DeedKind, "verdict">]}</h3>
    ${WORDLESS.includes(kind) ? html`<p id="words" tabindex="-1">${t.caseWhat[kind]}</p>` : wordsBox(deed)}
    ${faultView(tracking.fault)}
    <div class="row">
      <button class="button" ?disabled=${tracking.isBusy}>${t.caseSend}</button>
      <button class="quiet" type="button" @click=${() => tracking.drop()}>${t.keep}</button>
    </div>
  </form>`;
}

function wordsBox(deed: Deed): TemplateResult {
  return html`<label for="words">${t.caseWhat[deed.kind]}</label>
    <textarea
      id="words"
      class="box"
      rows="3"
      maxlength=${mustSay(deed.kind) ? 2000 : 1000}
      aria-describedby="fault"
      .value=${deed.words}
      @input=${(event: Event) => (deed.words = (event.target as HTMLTextAreaElement).value)}
    ></textarea>`;
}
