import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Occasion } from "../core/decide.js";
import { localNumber } from "../core/digits.js";
import { t } from "../strings/index.js";

/** How far the citizen has come with a rating. */
export interface Rating {
  /** It can be asked for by hand. */
  readonly canAsk: boolean;
  /** What is to be rated now, if anything. */
  readonly about: Occasion | undefined;
  /** From 1 to 5; 0 while there is none. */
  readonly score: number;
  /** Before a low score is sent, the citizen is asked what was missing; the answer may stay empty. */
  readonly isLow: boolean;
  comment: string;
  /** One was given and nothing was said since. */
  readonly isThanked: boolean;
  choose(score: number): void;
  /** Sends score and comment. */
  send(): Promise<void>;
}

/** Five scores to choose from; below them, after a low one, room for a word; thanks at the end. */
export function ratingView(rating: Rating): TemplateResult | typeof nothing {
  if (!rating.about) return rating.isThanked ? html`<div class="rating"><p>${t.rateThanks}</p></div>` : nothing;
  const question = t.rateAsk[rating.about];
  return html`<div class="rating" role="group" aria-label=${question}>
    <p>${question}</p>
    <div>
      <span aria-hidden="true">${t.rateLow}</span>
      ${[1, 2, 3, 4, 5].map((score) => scoreButton(score, rating))}
      <span aria-hidden="true">${t.rateHigh}</span>
    </div>
    ${rating.isLow ? comment(rating) : nothing}
  </div>`;
}

function scoreButton(score: number, rating: Rating): TemplateResult {
  const shown = localNumber(score);
  return html`<button
    class="score"
    aria-pressed=${score === rating.score}
    aria-label=${t.rateScore(shown)}
    @click=${() => rating.choose(score)}
  >
    ${shown}
  </button>`;
}

function comment(rating: Rating): TemplateResult {
  return html`<label for="why">${t.rateWhy}</label>
    <textarea
      id="why"
      class="box"
      rows="2"
      maxlength="1000"
      .value=${rating.comment}
      @input=${(event: Event) => (rating.comment = (event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <button class="button" @click=${() => rating.send()}>${t.caseSend}</button>`;
}
