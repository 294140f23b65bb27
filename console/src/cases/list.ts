import { html, nothing, type TemplateResult } from "lit";
import { hashOf } from "../shell/places.js";
import { fa } from "../spans.js";
import type { Entry, Named } from "./contract.js";
import { NO_FILTERS, type CasesState, type Filters } from "./state.js";
import { c } from "./strings.fa.js";

/** Search, filters and the list itself. `isClerk`: all cases are of one agency. */
export function listView(cases: CasesState, isClerk: boolean): TemplateResult {
  const { entries } = cases;
  return html`
    <form role="search" class="search" @submit=${(event: SubmitEvent) => search(event, cases)}>
      <label class="unseen" for="case-search">${c.searchFor}</label>
      <input id="case-search" name="q" type="search" maxlength="200" autocomplete="off" placeholder=${c.searchFor}
        .value=${cases.filters.q}>
      <button class="main">${c.search}</button>
    </form>
    ${filtersView(cases, isClerk)}
    ${entries === undefined ? html`<p class="soft" role="status">${c.loading}</p>` : entriesView(cases, entries)}
  `;
}

function filtersView(cases: CasesState, isClerk: boolean): TemplateResult {
  const { filters, terms } = cases;
  const set = (name: keyof Filters) => (event: Event) =>
    void cases.filter({ [name]: (event.target as HTMLSelectElement).value });
  const provinces = (terms?.provinces ?? []).map(({ name }) => ({ id: name, title: name }));
  const isChanged = JSON.stringify(filters) !== JSON.stringify(NO_FILTERS);
  return html`<fieldset class="filters">
    <legend class="unseen">${c.filters}</legend>
    <label>${c.state}<select @change=${set("state")}>
      ${Object.entries(c.states).map(([id, title]) => option(id, title, filters.state))}
      <optgroup label=${c.state}>${(terms?.statuses ?? []).filter(({ id }) => id !== "answered").map(({ id, title }) => option(id, title, filters.state))}</optgroup>
    </select></label>
    <label>${c.sort}<select @change=${set("sort")}>
      ${Object.entries(c.sorts).map(([id, title]) => option(id, title, filters.sort))}</select></label>
    ${isClerk ? nothing : choice(c.agency, terms?.agencies ?? [], filters.agency_id, set("agency_id"))}
    ${choice(c.province, provinces, filters.province, set("province"))}
    ${choice(c.level, terms?.levels ?? [], filters.level, set("level"))}
    <label class="check"><input type="checkbox" .checked=${filters.overdue}
      @change=${(event: Event) => void cases.filter({ overdue: (event.target as HTMLInputElement).checked })}>${c.overdue}</label>
    ${ofNumber(filters) ? html`<p class="of-number">${ofNumber(filters)}</p>` : nothing}
    ${isChanged ? html`<button type="button" class="quiet" @click=${() => void cases.filter(NO_FILTERS)}>${c.clear}</button>` : nothing}
  </fieldset>`;
}

/** What a number on the situation page counts, where that led here. */
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

function entriesView(cases: CasesState, entries: Entry[]): TemplateResult {
  const count = `${fa(entries.length)}${cases.hasMore ? "+" : ""}`;
  return html`
    <p class="soft" role="status">${entries.length ? c.shown(count) : c.none}</p>
    <ul class="entries" id="case-list" @keydown=${walk}>${entries.map((entry) => entryView(cases, entry))}</ul>
    ${cases.hasMore ? html`<button class="wide" @click=${() => void cases.more()}>${c.more}</button>` : nothing}
  `;
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

/** Up and down go from case to case. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey) return;
  const links = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".entry")];
  const to = links[links.indexOf(document.activeElement as HTMLElement) + step];
  if (!to) return;
  event.preventDefault();
  to.focus();
}

function search(event: SubmitEvent, cases: CasesState): void {
  event.preventDefault();
  const q = `${new FormData(event.target as HTMLFormElement).get("q") ?? ""}`;
  // Who looks for a code wants that case, whatever its state.
  const isCode = /^[2-9A-HJKMNP-TV-Z\s-]{8,12}$/i.test(q.trim());
  void cases.filter(isCode ? { ...NO_FILTERS, state: "all", q } : { q });
}
