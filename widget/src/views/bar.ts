import { html, type TemplateResult } from "lit/html.js";
import { t } from "../strings/index.js";
import { icons } from "./icons.js";
import type { Talk } from "./talk.js";

/** The bar below the header, with its actions. */
export interface Bar {
  readonly talk: Talk;
  /** A case is shown instead of the conversation. */
  readonly isTracking: boolean;
  go(where: Way): void;
}

/** Ways out of where the citizen is. */
export type Way = "toHuman" | "toBot" | "track" | "toTalk";

/** The ways that are always in sight: to a human and back, to a case and back. */
export function barView(bar: Bar): TemplateResult {
  const way = (name: Way, icon: unknown) =>
    html`<button data-way=${name} @click=${() => bar.go(name)}>${icon}${t[name]}</button>`;
  const human = bar.talk.owner === "bot" ? way("toHuman", icons.human) : way("toBot", icons.arrow);
  return html`<div class="bar">
    ${bar.isTracking ? way("toTalk", icons.arrow) : html`${human}${way("track", icons.track)}`}
  </div>`;
}
