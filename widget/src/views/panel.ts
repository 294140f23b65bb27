import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Entry } from "../core/timeline.js";
import { t } from "../strings/index.js";
import type { Actions } from "./actions.js";
import { barView, type Bar } from "./bar.js";
import { composerView, type Composer } from "./composer.js";
import { headerView, type Header } from "./header.js";
import { icons } from "./icons.js";
import { entriesView, typingView } from "./log.js";
import { ratingView, type Rating } from "./rating.js";
import { trackingView, type Tracking } from "./tracking.js";
import { welcomeView } from "./welcome.js";

/** Everything that the panel shows and does. */
export interface Panel {
  header: Header;
  bar: Bar;
  composer: Composer;
  actions: Actions;
  entries: readonly Entry[];
  isTyping: boolean;
  rating: Rating;
  notice: string;
  isAway: boolean;
  announcement: string;
  /** A case that is shown instead of the conversation. */
  tracking: Tracking | undefined;
  scrolled(): void;
  toEnd(): void;
}

/** The whole conversation: header, messages, what is wrong now, text box. */
export function panelView(panel: Panel): TemplateResult {
  const { header, bar, composer, notice, tracking } = panel;
  return html`${headerView(header)}${barView(bar)}
    <div class="talk" ?hidden=${tracking !== undefined}>
      <div class="middle">
        ${logView(panel)}
        ${panel.isAway
          ? html`<button class="newest" aria-label=${t.toNewest} @click=${panel.toEnd}>${icons.down}</button>`
          : nothing}
      </div>
      <p class="notice" role="status">${notice}</p>
      ${composerView(composer)}
    </div>
    ${tracking ? trackingView(tracking) : nothing}
    <p class="unseen" aria-live="polite">${panel.announcement}</p>`;
}

/** The log is silent for screen readers: the live region tells only what is new. */
function logView({ entries, actions, isTyping, rating, scrolled }: Panel): TemplateResult {
  return html`<div id="log" role="log" aria-live="off" aria-label=${t.log} tabindex="0" @scroll=${scrolled}>
    ${entries.length ? entriesView(entries, actions) : welcomeView(actions)}
    ${isTyping ? typingView() : nothing}
    ${ratingView(rating, actions)}
  </div>`;
}
