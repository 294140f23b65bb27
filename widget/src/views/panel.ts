import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Entry } from "../core/timeline.js";
import { t } from "../strings.fa.js";
import type { Actions } from "./actions.js";
import { composerView, type Composer } from "./composer.js";
import { headerView, type Header } from "./header.js";
import { icons } from "./icons.js";
import { entriesView, typingView } from "./log.js";
import { ratingView } from "./rating.js";
import { welcomeView } from "./welcome.js";

/** Everything that the panel shows and does. */
export interface Panel {
  header: Header;
  composer: Composer;
  actions: Actions;
  entries: readonly Entry[];
  isTyping: boolean;
  /** No rating, the question, or thanks for the answer. */
  rating: "none" | "ask" | "thanks";
  notice: string;
  isAway: boolean;
  announcement: string;
  scrolled(): void;
  toEnd(): void;
}

/** The whole conversation: header, messages, what is wrong now, text box. */
export function panelView(panel: Panel): TemplateResult {
  const { header, composer, notice } = panel;
  return html`${headerView(header)}
    <div class="middle">
      ${logView(panel)}
      ${panel.isAway
        ? html`<button class="newest" aria-label=${t.toNewest} @click=${panel.toEnd}>${icons.down}</button>`
        : nothing}
    </div>
    <p class="notice" role="status">${notice}</p>
    ${composerView(composer)}
    <p class="unseen" aria-live="polite">${panel.announcement}</p>`;
}

/** The log is silent for screen readers: the live region tells only what is new. */
function logView({ entries, actions, isTyping, rating, scrolled }: Panel): TemplateResult {
  return html`<div id="log" role="log" aria-live="off" aria-label=${t.log} tabindex="0" @scroll=${scrolled}>
    ${entries.length ? entriesView(entries, actions) : welcomeView(actions)}
    ${isTyping ? typingView() : nothing}
    ${rating === "none" ? nothing : ratingView(rating === "thanks", actions)}
  </div>`;
}
