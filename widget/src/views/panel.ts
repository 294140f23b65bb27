import { html, nothing, type TemplateResult } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import type { Line } from "../announcer.js";
import { t } from "../strings/index.js";
import type { Actions } from "./actions.js";
import { barView, type Bar } from "./bar.js";
import { composerView, type Composer } from "./composer.js";
import { headerView, type Header, type HeaderStand } from "./header.js";
import { icons } from "./icons.js";
import { entriesView, typingView } from "./log.js";
import { ratingView, type Rating } from "./rating.js";
import type { Tracking } from "./tracked.js";
import { trackingView } from "./tracking.js";
import { welcomeView } from "./welcome.js";

/** Everything that the panel shows and does. */
export interface Panel extends Actions, Bar, Composer, Header {
  readonly rating: Rating;
  readonly notice: string;
  /** Lines for a screen reader: each once, when it is added. */
  readonly announced: readonly Line[];
  /** The case that is shown instead of the conversation while `isTracking`. */
  readonly visit: Tracking;
}

/** The state of the panel on the page. */
export interface Stand extends HeaderStand {
  /** The log continues below the visible part. */
  isAway: boolean;
  scrolled(): void;
  toEnd(): void;
}

/** The whole conversation: header, messages, current fault, text box. */
export function panelView(panel: Panel, stand: Stand): TemplateResult {
  const { isTracking } = panel;
  return html`${headerView(panel, stand)}${barView(panel)}
    <div class="talk" ?hidden=${isTracking}>
      <div class="middle">
        ${logView(panel, stand)}
        ${stand.isAway
          ? html`<button class="newest" aria-label=${t.toNewest} @click=${stand.toEnd}>${icons.arrow}</button>`
          : nothing}
      </div>
      <p class="notice" role="status">${panel.notice}</p>
      ${composerView(panel)}
    </div>
    ${isTracking ? trackingView(panel.visit) : nothing}
    <div class="unseen" aria-live="polite">
      ${repeat(panel.announced, ({ key }) => key, ({ words }) => html`<p>${words}</p>`)}
    </div>`;
}

/** The log is silent for screen readers: only the live region announces, and only new words. */
function logView(panel: Panel, { scrolled }: Stand): TemplateResult {
  const { entries, isTyping } = panel.talk;
  return html`<div id="log" role="log" aria-live="off" aria-label=${t.log} tabindex="0" @scroll=${scrolled}>
    ${entries.length ? entriesView(entries, panel) : welcomeView(panel)}
    ${isTyping ? typingView() : nothing}
    ${ratingView(panel.rating)}
  </div>`;
}
