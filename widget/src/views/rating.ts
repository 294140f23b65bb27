import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Occasion } from "../core/decide.js";
import { localNumber } from "../core/digits.js";
import { t } from "../strings/index.js";

/** How far the citizen has come with a rating. */
export interface Rating {
  /** It can be asked for by hand. */
  readonly canAsk: boolean;
  /** The subject of the current or latest rating, if there is one. */
  readonly about: Occasion | undefined;
  /** From 1 to 5; 0 while there is none. */
  readonly score: number;
  /** Asks for reasons, once there is a score and until the citizen has given them. */
  readonly reasons: Node | undefined;
  /** One was given and nothing was said since. */
  readonly isThanked: boolean;
  choose(score: number): void;
}

/** Five scores to choose from; after a score, thanks and possible reasons below them. */
export function ratingView(rating: Rating): TemplateResult | typeof nothing {
  if (!rating.about) return nothing;
  const question = t.rateAsk[rating.about];
  return html`<div class="rating" role="group" aria-label=${question}>
    <p>${question}</p>
    <div>
      <span aria-hidden="true">${t.rateLow}</span>
      ${[1, 2, 3, 4, 5].map((score) => scoreButton(score, rating))}
      <span aria-hidden="true">${t.rateHigh}</span>
    </div>
    <p>${rating.isThanked ? t.rateThanks : ""}</p>
    ${rating.reasons}
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
