import { html, type TemplateResult } from "lit/html.js";
import { t } from "../strings/index.js";
import { launcherView } from "./launcher.js";

/** The panel in the element's own box. */
export function boxView(isLarge: boolean, inside: TemplateResult): TemplateResult {
  return html`<section
    class="panel"
    dir=${t.direction}
    lang=${t.lang}
    ?data-large=${isLarge}
    aria-labelledby="title"
  >
    ${inside}
  </section>`;
}

/** The button that opens the panel, and the panel floating over the page. */
export interface Window {
  isOpen: boolean;
  isLarge: boolean;
  unread: boolean;
  open(): void;
  closed(event: Event): void;
}

export function windowView({ isOpen, isLarge, unread, open, closed }: Window, inside: TemplateResult): TemplateResult {
  return html`${launcherView(isOpen, unread, open)}
    <dialog
      class="panel"
      dir=${t.direction}
      lang=${t.lang}
      ?data-large=${isLarge}
      aria-labelledby="title"
      @close=${closed}
    >
      ${inside}
    </dialog>`;
}
