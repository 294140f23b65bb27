import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Occasion } from "../core/decide.js";
import { localNumber } from "../core/digits.js";
import { t } from "../strings/index.js";
import type { Actions } from "./actions.js";

/** Nothing, the question for a score, for what was missing, or thanks. */
export type Rating =
  | { stage: "none" | "thanks" }
  | { stage: "ask" | "comment"; about: Occasion; score: number; comment: string };

/** Five scores to choose from; below them, after a low one, room for a word; thanks at the end. */
export function ratingView(rating: Rating, actions: Actions): TemplateResult | typeof nothing {
  if (rating.stage === "none") return nothing;
  if (!("about" in rating)) return html`<div class="rating"><p>${t.rateThanks}</p></div>`;
  const question = t.rateAsk[rating.about];
  return html`<div class="rating" role="group" aria-label=${question}>
    <p>${question}</p>
    <div>
      <span aria-hidden="true">${t.rateLow}</span>
      ${[1, 2, 3, 4, 5].map((score) => scoreButton(score, score === rating.score, actions))}
      <span aria-hidden="true">${t.rateHigh}</span>
    </div>
    ${rating.stage === "comment" ? comment(rating.comment, actions) : nothing}
  </div>`;
}

function scoreButton(score: number, chosen: boolean, { rate }: Actions): TemplateResult {
  const shown = localNumber(score);
  return html`<button class="score" aria-pressed=${chosen} aria-label=${t.rateScore(shown)} @click=${() => rate(score)}>
    ${shown}
  </button>`;
}

function comment(words: string, { explain, sendRating }: Actions): TemplateResult {
  return html`<label for="why">${t.rateWhy}</label>
    <textarea
      id="why"
      class="box"
      rows="2"
      maxlength="1000"
      .value=${words}
      @input=${(event: Event) => explain((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <button class="button" @click=${sendRating}>${t.caseSend}</button>`;
}
