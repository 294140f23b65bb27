import { html, nothing, type TemplateResult } from "lit/html.js";
import { t } from "../strings/index.js";
import { icons } from "./icons.js";

/** The button that opens the panel. */
export function launcherView(isOpen: boolean, unread: boolean, open: () => void): TemplateResult {
  return html`<button
    id="launcher"
    class="launcher"
    dir=${t.direction}
    lang=${t.lang}
    aria-haspopup="dialog"
    aria-label=${unread ? `${t.open}؛ ${t.unread}` : t.open}
    ?hidden=${isOpen}
    @click=${open}
  >
    ${icons.chat}<span>${t.name}</span>${unread ? html`<i class="badge"></i>` : nothing}
  </button>`;
}
