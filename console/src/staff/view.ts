import { html, nothing, type TemplateResult } from "lit";
import "../cases/agency-box.js";
import type { Terms } from "../cases/contract.js";
import { optionsView } from "../fields.js";
import { hashOf } from "../shell/places.js";
import { shownOnceView } from "../shown-once.js";
import { fa } from "../spans.js";
import { accountView } from "./account-view.js";
import { newView } from "./form-view.js";
import type { StaffAccount, StaffState } from "./state.js";
import { a } from "./strings.fa.js";

/** The accounts of the desk: the list, the form for a new one, or one of them. */
export function staffView(staff: StaffState, terms: Terms | undefined): TemplateResult {
  return html`<main class="upkeep staff">
    <p class="notice" role="alert" ?hidden=${!staff.notice}>${staff.notice}</p>
    <p class="done" role="status" ?hidden=${!staff.done}>${staff.done}</p>
    ${staff.once ? shownOnceView(staff.once, () => staff.hide()) : nothing}
    ${staff.isNew ? newView(staff, terms) : staff.account ? accountView(staff, staff.account, terms) : listView(staff, terms)}
  </main>`;
}

function listView(staff: StaffState, terms: Terms | undefined): TemplateResult {
  const { page } = staff;
  return html`<section class="panel" aria-labelledby="staff-title">
    <div class="panel-head"><h2 id="staff-title">${a.title}</h2><a class="button" href=${hashOf("accounts", "new")}>${a.invite}</a></div>
    <p class="soft">${a.hint}</p>
    ${filtersView(staff, terms)}
    ${page ? html`<p class="soft" role="status">${page.total ? a.total(fa(page.total)) : a.none}</p>` : nothing}
    ${page?.accounts.length ? tableView(page.accounts) : nothing}
    ${page && page.pages > 1 ? pagesView(staff, page.pages) : nothing}
  </section>`;
}

function filtersView(staff: StaffState, terms: Terms | undefined): TemplateResult {
  const { wanted } = staff;
  return html`<form class="fields four" role="search" aria-label=${a.find} @submit=${(event: SubmitEvent) => find(event, staff)}>
    <label>${a.words}<input name="words" type="search" maxlength="64" autocomplete="off" .value=${wanted.words}></label>
    <label>${a.role}<select name="role"><option value="">${a.anyRole}</option>${optionsView(Object.entries(a.roles), wanted.role)}</select></label>
    <agency-box .agencies=${terms?.agencies ?? []} .label=${a.agency} .all=${a.anyAgency} .value=${wanted.agency_id}></agency-box>
    <label>${a.state}<select name="state"><option value="">${a.anyState}</option>${optionsView(Object.entries(a.states), wanted.state)}</select></label>
    <button class="main">${a.show}</button>
  </form>`;
}

function tableView(accounts: StaffAccount[]): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${a.table}><table class="stacked">
    <thead><tr><th scope="col">${a.name}</th><th scope="col">${a.role}</th><th scope="col">${a.state}</th><th scope="col">${a.seen}</th></tr></thead>
    <tbody>${accounts.map((one) => html`<tr data-id=${one.id}>
      <th scope="row"><a href=${hashOf("accounts", one.id)}>${one.name}</a> ${one.is_own ? html`<span class="badge">${a.own}</span>` : nothing}
        <span class="soft"><bdi>${one.login}</bdi></span></th>
      <td data-label=${a.role}>${one.role_fa}${one.agency_name ? html` <span class="soft">${one.agency_name}</span>` : nothing}</td>
      <td data-label=${a.state}><span class="badge ${one.state}">${one.state_fa}</span></td>
      <td data-label=${a.seen}>${one.seen_at_fa ?? html`<span class="soft">${a.never}</span>`}</td></tr>`)}</tbody>
  </table></div>`;
}

function pagesView(staff: StaffState, pages: number): TemplateResult {
  const { number } = staff;
  return html`<nav class="buttons" aria-label=${a.pages}>
    <button ?disabled=${number <= 1} @click=${() => void staff.turn(number - 1)}>${a.before}</button>
    <span>${a.pageOf(fa(number), fa(pages))}</span>
    <button ?disabled=${number >= pages} @click=${() => void staff.turn(number + 1)}>${a.after}</button>
  </nav>`;
}

function find(event: SubmitEvent, staff: StaffState): void {
  event.preventDefault();
  const form = new FormData(event.target as HTMLFormElement);
  const [words, role, agency_id, state] = ["words", "role", "agency_id", "state"].map((name) => `${form.get(name) ?? ""}`.trim()) as [string, string, string, string];
  void staff.find({ words, role, agency_id, state });
}
