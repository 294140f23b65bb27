import { html, nothing, type TemplateResult } from "lit";
import { hashOf } from "../shell/places.js";
import { fa } from "../spans.js";
import "./agency-box.js";
import type { Entry, Named } from "./contract.js";
import { NO_FILTERS, type Filters } from "./filters.js";
import type { CasesState } from "./state.js";
import { c } from "./strings.fa.js";
import { k } from "./table-strings.fa.js";
import { tableView, walkCases } from "./table.js";
import { toolsView, viewsView } from "./tools.js";

/** Where there is room for a table: in narrower windows cases are listed one below the other. */
const WIDE = matchMedia("(min-width: 1001px)");

/** Search, views, filters and the list itself. `isClerk`: all cases are of one agency. */
export function listView(cases: CasesState, isClerk: boolean): TemplateResult {
  const { entries, table } = cases;
  const isTable = WIDE.matches && !cases.page;
  // While a case is open, its own page shows the fault.
  const notice = table.notice || (cases.page ? "" : cases.notice);
  return html`
    <form role="search" class="search" @submit=${(event: SubmitEvent) => search(event, cases)}>
      <label class="unseen" for="case-search">${c.searchFor}</label>
      <input id="case-search" name="q" type="search" maxlength="200" autocomplete="off" placeholder=${c.searchFor}
        .value=${cases.filters.q}>
      <button class="main">${c.search}</button>
    </form>
    ${viewsView(cases)}
    ${filterBoxView(cases, isClerk, isTable)}
    <p class="notice" role="alert" ?hidden=${!notice}>${notice}</p>
    <p class="done" role="status" ?hidden=${!table.done}>${table.done}</p>
    ${table.failed.length ? failedView(table.failed) : nothing}
    ${isTable ? toolsView(cases) : nothing}
    ${entries === undefined ? html`<p class="soft" role="status">${c.loading}</p>` : foundView(cases, entries, isTable)}
  `;
}

/** Calls `changed` when the window becomes wide enough for a table, or too narrow. */
export function onRoom(changed: () => void): void {
  WIDE.addEventListener("change", changed);
}

function failedView(failed: [string, string][]): TemplateResult {
  return html`<div class="to-ask" role="alert"><p>${k.failed(fa(failed.length))}</p>
    <ul>${failed.map(([code, why]) => html`<li><b class="code" dir="ltr">${code}</b> ${why}</li>`)}</ul></div>`;
}

/** Filters are open where there is room; else one opens them, so that the cases are in sight. */
function filterBoxView(cases: CasesState, isClerk: boolean, isTable: boolean): TemplateResult {
  const told = ofNumber(cases.filters);
  return html`<details class="filter-box" ?open=${isTable}><summary>${c.filters}</summary>${filtersView(cases, isClerk)}</details>
    ${told ? html`<p class="of-number">${told}</p>` : nothing}`;
}

function filtersView(cases: CasesState, isClerk: boolean): TemplateResult {
  const { filters, terms } = cases;
  const set = (name: keyof Filters) => (event: Event) =>
    void cases.filter({ [name]: (event.target as HTMLSelectElement).value });
  const provinces = (terms?.provinces ?? []).map(({ name }) => ({ id: name, title: name }));
  return html`<fieldset class="filters">
    <legend class="unseen">${c.filters}</legend>
    <label>${c.state}<select @change=${set("state")}>
      ${Object.entries(c.states).map(([id, title]) => option(id, title, filters.state))}
      <optgroup label=${c.state}>${(terms?.statuses ?? []).filter(({ id }) => id !== "answered").map(({ id, title }) => option(id, title, filters.state))}</optgroup>
    </select></label>
    <label>${c.sort}<select @change=${set("sort")}>
      ${Object.entries(c.sorts).map(([id, title]) => option(id, title, filters.sort))}</select></label>
    ${isClerk ? nothing : html`<agency-box .agencies=${terms?.agencies ?? []} .label=${c.agency} .all=${c.all} .value=${filters.agency_id}
      @change=${set("agency_id")}></agency-box>`}
    ${choice(k.assignee, peopleOf(cases), filters.assignee, set("assignee"))}
    ${choice(c.province, provinces, filters.province, set("province"))}
    ${choice(c.level, terms?.levels ?? [], filters.level, set("level"))}
    ${choice(k.columns.kind, terms?.kinds ?? [], filters.kind, set("kind"))}
    ${choice(k.columns.indicator, terms?.indicators ?? [], filters.indicator, set("indicator"))}
    <label class="check"><input type="checkbox" .checked=${filters.overdue}
      @change=${(event: Event) => void cases.filter({ overdue: (event.target as HTMLInputElement).checked })}>${c.overdue}</label>
  </fieldset>`;
}

/** Whose cases one may ask for. */
function peopleOf({ table }: CasesState): Named[] {
  return [{ id: "me", title: k.me }, { id: "-", title: k.nobody }, ...table.people];
}

/** The meaning of a number on the situation page, if one led here. */
function ofNumber({ due_in_h, moved, breached, within_h, province }: Filters): string {
  const within = within_h ? c.withinHours(fa(Number(within_h))) : "";
  return [
    province === "-" ? c.noProvince : "",
    due_in_h ? c.dueIn(fa(Number(due_in_h))) : "",
    moved ? `${c.happened(moved)}${within}` : "",
    breached ? `${c.breached}${within}` : "",
  ].filter(Boolean).join("؛ ");
}

function choice(title: string, options: Named[], chosen: string, change: (event: Event) => void): TemplateResult {
  return html`<label>${title}<select @change=${change}>
    ${option("", c.all, chosen)}${options.map(({ id, title: name }) => option(id, name, chosen))}</select></label>`;
}

function option(id: string, title: string, chosen: string): TemplateResult {
  return html`<option value=${id} .selected=${id === chosen}>${title}</option>`;
}

function foundView(cases: CasesState, entries: Entry[], isTable: boolean): TemplateResult {
  return html`
    <p class="soft" role="status">${entries.length ? countedFa(cases, entries.length) : c.none}</p>
    ${hiddenView(cases)}
    ${isTable && entries.length ? tableView(cases, entries) : entriesView(cases, entries)}
    ${cases.hasMore ? html`<button class="wide" @click=${() => void cases.more()}>${c.more}</button>` : nothing}
  `;
}

/** How many there are in all, once that is known, and how many of them are shown. */
function countedFa({ count, hasMore }: CasesState, shown: number): string {
  if (!hasMore || !count) return c.shown(`${fa(shown)}${hasMore ? "+" : ""}`);
  const all = count.is_more ? k.moreThan(fa(count.count)) : k.count(fa(count.count));
  return `${all}؛ ${k.shown(fa(shown))}`;
}

/** That a search has found more than its filters let through. */
function hiddenView(cases: CasesState): TemplateResult | typeof nothing {
  const { count, filters } = cases;
  if (!count?.hidden) return nothing;
  const number = `${count.is_more_hidden ? "+" : ""}${fa(count.hidden)}`;
  return html`<p class="to-ask" role="status">${k.hidden(number)}
    <button class="small" id="show-hidden" @click=${() => void cases.filter({ ...NO_FILTERS, state: "all", q: filters.q })}>${k.showHidden}</button></p>`;
}

function entriesView(cases: CasesState, entries: Entry[]): TemplateResult {
  return html`<ul class="entries" id="case-list" @keydown=${walkCases}>${entries.map((entry) => entryView(cases, entry))}</ul>`;
}

function entryView(cases: CasesState, entry: Entry): TemplateResult {
  const isOpen = cases.page?.tracking_code === entry.tracking_code;
  return html`<li><a class="entry" href=${hashOf("cases", entry.tracking_code)} data-code=${entry.tracking_code}
      aria-current=${isOpen ? "true" : "false"}>
    <span class="entry-top"><b class="code" dir="ltr">${entry.tracking_code}</b>
      ${entry.is_overdue ? html`<span class="badge late">${c.overdueShort}</span>` : nothing}
      ${entry.people > 1 ? html`<span class="badge">${c.peopleShort(fa(entry.people))}</span>` : nothing}</span>
    <span class="preview">${entry.description}</span>
    <span class="soft">${[entry.agency_name, entry.place_fa].filter(Boolean).join(" · ")}</span>
    <span class="soft">${[entry.status_fa, entry.is_overdue ? "" : entry.time_left_fa].filter(Boolean).join(" · ")}</span>
  </a></li>`;
}

/**
 * Somebody who searches for a code wants that case, whatever the filters. Words are searched for in all states, unless
 * another state than the usual was chosen; the list says how many cases the other filters hide.
 */
function search(event: SubmitEvent, cases: CasesState): void {
  event.preventDefault();
  const q = `${new FormData(event.target as HTMLFormElement).get("q") ?? ""}`;
  const isCode = /^[2-9A-HJKMNP-TV-Z\s-]{8,12}$/i.test(q.trim());
  const { state, q: before } = cases.filters;
  if (isCode) return void cases.filter({ ...NO_FILTERS, state: "all", q });
  if (q.trim() && state === NO_FILTERS.state) return void cases.filter({ state: "all", q });
  // Without words the list is that of the day's work again.
  void cases.filter(!q.trim() && before && state === "all" ? { state: NO_FILTERS.state, q } : { q });
}
