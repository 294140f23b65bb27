import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ServiceCard } from "../core/contract.js";
import { localNumber } from "../core/digits.js";
import { t } from "../strings/index.js";
import type { Actions } from "./actions.js";
import { linked } from "./words.js";

/** The documents of a service, to be ticked as they are found. */
export function checklist(card: ServiceCard, { papers }: Actions): TemplateResult {
  const { documents } = card;
  const ready = papers.ticks.of(card.id);
  return html`<ul class="checks">
      ${documents.map(
        (document) => html`<li>
          <label>
            <input
              type="checkbox"
              .checked=${ready.includes(document)}
              @change=${() => papers.ticks.flip(card.id, document)}
            /><span lang="fa">${linked(document)}</span>
          </label>
        </li>`,
      )}
    </ul>
    ${ready.length
      ? html`<p class="date">${t.ready(localNumber(ready.length), localNumber(documents.length))}</p>`
      : nothing}`;
}
