import { html, nothing, type TemplateResult } from "lit";
import { focusOn } from "../focus.js";
import { fa } from "../spans.js";
import { linked } from "../views/linked.js";
import type { CasePage, SealedValue } from "./contract.js";
import type { CasesState } from "./state.js";
import { c } from "./strings.fa.js";

/** Personal values: each hidden until somebody says why it must be seen. */
export function personalView(cases: CasesState, page: CasePage): TemplateResult | typeof nothing {
  if (!page.sealed.length) return nothing;
  return html`<section class="personal">
    <h3>${c.personal}</h3>
    <p class="soft">${c.personalHint}</p>
    <ul>${page.sealed.map((value) => html`<li>${valueView(cases, value, titleOf(page, value))}</li>`)}</ul>
  </section>`;
}

/** The step of each value distinguishes several values of one kind. */
function titleOf(page: CasePage, { field, title_fa, event_number }: SealedValue): string {
  const isOne = page.sealed.filter((other) => other.field === field).length < 2;
  return isOne ? title_fa : `${title_fa} (${c.stepOf(fa(event_number))})`;
}

function valueView(cases: CasesState, value: SealedValue, title: string): TemplateResult {
  const shown = cases.shown(value);
  if (shown !== undefined) {
    return html`<p><b>${title}</b> <button class="small" @click=${() => cases.hide(value)}>${c.hide}</button></p>
      <p class="words" dir="auto">${linked(shown)}</p>`;
  }
  if (cases.asked === value) return reasonView(cases, value, title);
  return html`<p>${title} <button class="small" aria-label=${c.revealOf(title)} @click=${() => ask(cases, value)}>${c.reveal}</button></p>`;
}

function ask(cases: CasesState, value: SealedValue): void {
  cases.askFor(value);
  void focusOn("#reveal-why");
}

function reasonView(cases: CasesState, value: SealedValue, title: string): TemplateResult {
  return html`<form class="why" @submit=${(event: SubmitEvent) => submit(event, cases, value)}>
    <label>${c.why(title)}
      <input id="reveal-why" name="reason" list="reveal-reasons" required minlength="8" maxlength="200" autocomplete="off"></label>
    <datalist id="reveal-reasons">${c.reasons.map((reason) => html`<option value=${reason}></option>`)}</datalist>
    <div class="buttons"><button class="main">${c.show}</button>
      <button type="button" class="quiet" @click=${() => cases.askFor(undefined)}>${c.cancel}</button></div>
  </form>`;
}

function submit(event: SubmitEvent, cases: CasesState, value: SealedValue): void {
  event.preventDefault();
  const reason = `${new FormData(event.target as HTMLFormElement).get("reason") ?? ""}`.trim();
  if (reason) void cases.reveal(value, reason);
}
