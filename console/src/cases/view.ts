import { html, nothing, type TemplateResult } from "lit";
import { begin } from "./actions.js";
import type { Action } from "./contract.js";
import { listView } from "./list.js";
import { pageView } from "./page.js";
import type { CasesState } from "./state.js";
import { c } from "./strings.fa.js";

const KEYS: Record<string, Action> = {
  KeyR: "refer", KeyA: "answer", KeyQ: "ask", KeyM: "misdirected", KeyY: "note", KeyJ: "merge", KeyX: "redact",
};

/** The part of the console for cases. */
export function casesView(cases: CasesState, isClerk: boolean): TemplateResult {
  const { page } = cases;
  return html`<main class="room cases" data-open=${page ? "page" : "list"}>
    <nav class="lists" aria-label=${c.list}>${listView(cases, isClerk)}</nav>
    ${page ? html`<section class="case" id="case">
      <p class="notice" role="alert" ?hidden=${!cases.notice}>${cases.notice}</p>
      ${pageView(cases, page)}
    </section>` : nothing}
  </main>`;
}

/** Does the action of a key with Alt among cases; whether the key has one. */
export function caseKey(cases: CasesState, key: string, go: (code: string) => void): boolean {
  const action = KEYS[key];
  if (key === "KeyS") document.getElementById("case-search")?.focus();
  else if (key === "KeyN") cases.next && go(cases.next);
  else if (action) begin(cases, action);
  else return false;
  return true;
}
