import { html, nothing, type TemplateResult } from "lit";
import { dayFieldView, dayHintView } from "../dates/field.js";
import { asciiDigits } from "../digits.js";
import { described, faultView } from "../faults.js";
import { caseCode } from "../views/case-code.js";
import type { RecordEntry, RecordFilters, RecordState, RecordTerms } from "./state.js";
import { r } from "./strings.fa.js";

const HINT = "record-day-hint";

/** The record of the desk; `mayOpenCases` says whether its codes lead anywhere. */
export function recordView(record: RecordState, mayOpenCases: boolean): TemplateResult {
  return html`<main class="upkeep record">
    <p class="notice" role="alert" ?hidden=${!record.notice}>${record.notice}</p>
    <p class="done" role="status" ?hidden=${!record.done}>${record.done}</p>
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
    ${dayFieldView(record.faults, "since", { title: r.since, hint: HINT })}${dayFieldView(record.faults, "until", { title: r.until, hint: HINT })}
    ${dayHintView(HINT, false, r.bothDays)}
    <div><label>${r.code}<input name="tracking_code" dir="ltr" maxlength="32" autocomplete="off" autocapitalize="characters" spellcheck="false"
      aria-invalid=${Boolean(record.faults.of("tracking_code"))} aria-describedby=${described(record.faults, "tracking_code")}></label>${faultView(record.faults, "tracking_code")}</div>
    <p class="buttons wide"><button class="main">${r.show}</button><button name="save" value="save">${r.save}</button></p>
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
  return html`${code ? html`<p>${r.caseIs}: ${caseCode(code, mayOpenCases)}</p>` : nothing}
    ${talk ? html`<p>${r.talkIs}: <bdi>${talk}</bdi></p>` : nothing}
    ${details.map(({ title_fa, text }) => html`<p>${title_fa}: <bdi>${text}</bdi></p>`)}`;
}

function show(event: SubmitEvent, record: RecordState): void {
  event.preventDefault();
  const form = new FormData(event.target as HTMLFormElement);
  const value = (name: keyof RecordFilters): string => asciiDigits(`${form.get(name) ?? ""}`).trim();
  const [account_id, action, since, until, tracking_code] = (["account_id", "action", "since", "until", "tracking_code"] as const).map(value) as [string, string, string, string, string];
  const filters = { account_id, action, since, until, tracking_code };
  const isSaving = (event.submitter as HTMLButtonElement | null)?.name === "save";
  void (isSaving ? record.save(filters) : record.show(filters));
}
