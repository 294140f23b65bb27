import { html, nothing, type TemplateResult } from "lit";
import { asciiDigits } from "../digits.js";
import { hashOf } from "../shell/places.js";
import type { RecordEntry, RecordFilters, RecordState, RecordTerms } from "./state.js";
import { r } from "./strings.fa.js";

/** The record of the desk; `mayOpenCases` says whether its codes lead anywhere. */
export function recordView(record: RecordState, mayOpenCases: boolean): TemplateResult {
  return html`<main class="upkeep record">
    <p class="notice" role="alert" ?hidden=${!record.notice}>${record.notice}</p>
    <section class="panel" aria-labelledby="record-title">
      <h2 id="record-title">${r.title}</h2>
      <p class="soft">${r.hint}</p>
      ${record.terms ? filtersView(record, record.terms) : nothing}
      ${record.entries ? entriesView(record, record.entries, mayOpenCases) : nothing}
    </section>
  </main>`;
}

function filtersView(record: RecordState, { people, actions }: RecordTerms): TemplateResult {
  return html`<form class="fields" aria-labelledby="record-title" @submit=${(event: SubmitEvent) => show(event, record)}>
    <label>${r.person}<select name="account_id"><option value="">${r.everybody}</option>
      ${people.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}</select></label>
    <label>${r.action}<select name="action"><option value="">${r.anything}</option>
      ${actions.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}</select></label>
    <div><label>${r.day}<input name="day" dir="ltr" maxlength="10" autocomplete="off" aria-describedby="record-day-hint"></label>
      <p class="soft" id="record-day-hint">${r.dayHint}</p></div>
    <button class="main">${r.show}</button>
  </form>`;
}

function entriesView(record: RecordState, entries: RecordEntry[], mayOpenCases: boolean): TemplateResult {
  if (!entries.length) return html`<p class="soft" role="status">${r.none}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${r.table}><table>
      <thead><tr><th scope="col">${r.when}</th><th scope="col">${r.person}</th><th scope="col">${r.action}</th><th scope="col">${r.about}</th></tr></thead>
      <tbody>${entries.map((entry) => html`<tr data-action=${entry.action}>
        <td>${entry.at_fa}</td><td>${entry.who_fa}</td><td>${entry.action_fa}</td><td>${aboutView(entry, mayOpenCases)}</td></tr>`)}</tbody>
    </table></div>
    ${record.next ? html`<p><button @click=${() => void record.more()}>${r.more}</button></p>` : nothing}`;
}

function aboutView({ tracking_code: code, conversation_id: talk, details }: RecordEntry, mayOpenCases: boolean): TemplateResult {
  const shown = code && mayOpenCases ? html`<a href=${hashOf("cases", code)} dir="ltr">${code}</a>` : html`<bdi>${code}</bdi>`;
  return html`${code ? html`<p>${r.caseIs}: ${shown}</p>` : nothing}
    ${talk ? html`<p>${r.talkIs}: <bdi>${talk}</bdi></p>` : nothing}
    ${details.map(({ title_fa, text }) => html`<p>${title_fa}: <bdi>${text}</bdi></p>`)}`;
}

function show(event: SubmitEvent, record: RecordState): void {
  event.preventDefault();
  const form = new FormData(event.target as HTMLFormElement);
  const value = (name: keyof RecordFilters): string => asciiDigits(`${form.get(name) ?? ""}`).trim();
  void record.show({ account_id: value("account_id"), action: value("action"), day: value("day") });
}
