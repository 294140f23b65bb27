import { html, nothing, type TemplateResult } from "lit/html.js";
import { t } from "../strings/index.js";
import { icons } from "./icons.js";

/** The place of the panel: in the element's own box, or floating over the page with a button that opens it. */
export interface Frame {
  isInline: boolean;
  isOpen: boolean;
  isLarge: boolean;
  unread: boolean;
  open(): void;
  closed(event: Event): void;
}

export function frameView(frame: Frame, inside: TemplateResult): TemplateResult {
  return html`<div class="frame" dir=${t.direction} lang=${t.lang} ?data-large=${frame.isLarge}>
    ${frame.isInline
      ? html`<section class="panel" aria-labelledby="title">${inside}</section>`
      : html`${launcherView(frame)}<dialog class="panel" aria-labelledby="title" @close=${frame.closed}>${inside}</dialog>`}
  </div>`;
}

/** The button that opens the panel. */
function launcherView({ isOpen, unread, open }: Frame): TemplateResult {
  return html`<button
    id="launcher"
    class="launcher"
    aria-haspopup="dialog"
    aria-label=${unread ? `${t.open}${t.comma}${t.unread}` : t.open}
    ?hidden=${isOpen}
    @click=${open}
  >
    ${icons.chat}<span>${t.name}</span>${unread ? html`<i class="badge"></i>` : nothing}
  </button>`;
}
