import { html, type TemplateResult } from "lit/html.js";
import { persianNumber } from "../core/digits.js";
import { t } from "../strings.fa.js";
import type { Actions } from "./actions.js";

/** Five scores to choose from, or thanks once one was chosen. */
export function ratingView(rated: boolean, { rate }: Pick<Actions, "rate">): TemplateResult {
  if (rated) return html`<div class="rating"><p>${t.rateThanks}</p></div>`;
  return html`<div class="rating" role="group" aria-label=${t.rateAsk}>
    <p>${t.rateAsk}</p>
    <div>
      <span aria-hidden="true">${t.rateLow}</span>
      ${[1, 2, 3, 4, 5].map((score) => scoreButton(score, rate))}
      <span aria-hidden="true">${t.rateHigh}</span>
    </div>
  </div>`;
}

function scoreButton(score: number, rate: Actions["rate"]): TemplateResult {
  const shown = persianNumber(score);
  return html`<button class="score" aria-label=${t.rateScore(shown)} @click=${() => rate(score)}>${shown}</button>`;
}
