import { html, type TemplateResult } from "lit/html.js";
import { t } from "../strings/index.js";
import type { Actions } from "./actions.js";
import { sign } from "./icons.js";

/** The log before anything was said. */
export function welcomeView(actions: Actions): TemplateResult {
  return html`<div class="welcome">
    ${sign}
    <h2>${t.welcomeTitle}</h2>
    <p>${t.welcome}</p>
    <div class="choices" role="group" aria-label=${t.examplesTitle}>
      <p>${t.examplesTitle}</p>
      ${t.examples.map((words) => html`<button class="choice" @click=${() => actions.ask(words)}>${words}</button>`)}
    </div>
    <p class="note">${t.welcomeNote}</p>
  </div>`;
}
