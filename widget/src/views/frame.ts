import { html, type TemplateResult } from "lit/html.js";
import { t } from "../strings/index.js";
import { launcherView } from "./launcher.js";

/** Where the panel stands: in the element's own box, or floating over the page with a button that opens it. */
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
