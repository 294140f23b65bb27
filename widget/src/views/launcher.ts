import { html, nothing, type TemplateResult } from "lit/html.js";
import { t } from "../strings/index.js";
import type { Frame } from "./frame.js";
import { icons } from "./icons.js";

/** The button that opens the panel. */
export function launcherView({ isOpen, unread, open }: Frame): TemplateResult {
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
