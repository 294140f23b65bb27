import { html, nothing, type TemplateResult } from "lit";
import { givenIn } from "../fields.js";
import { focusOn } from "../focus.js";
import { fa } from "../spans.js";
import { COLUMNS } from "./columns.js";
import { NO_FILTERS } from "./filters.js";
import type { CasesState } from "./state.js";
import { c } from "./strings.fa.js";
import { k } from "./table-strings.fa.js";
import { READY, readyFilters, type Many, type SavedView, type TableState } from "./table-state.js";

/** Views: those that everybody has, and one's own. */
export function viewsView(cases: CasesState): TemplateResult {
  const { table } = cases;
  const ready = cases.has("assign_cases") ? READY : READY.filter(([, { assignee }]) => !assignee);
  return html`<div class="case-views" role="group" aria-label=${k.views}>
    ${ready.map(([name, change]) => html`<button class="small" aria-pressed=${table.isShown(readyFilters(change))}
      @click=${() => void cases.filter(readyFilters(change))}>${name}</button>`)}
    ${table.views.map((view) => savedView(table, view))}
    <details class="keep-view"><summary>${k.keepView}</summary>
      <form @submit=${(event: SubmitEvent) => void keep(event, table)}>
        <label>${k.viewName}<input name="name" required minlength="2" maxlength="60" autocomplete="off"></label>
        <button>${k.keep}</button>
      </form></details>
    ${table.isShown(NO_FILTERS) ? nothing : html`<button class="small quiet" @click=${() => void cases.filter(NO_FILTERS)}>${c.clear}</button>`}
  </div>`;
}

function savedView(table: TableState, view: SavedView): TemplateResult {
  return html`<span class="saved-view"><button class="small" aria-pressed=${table.isShown(table.viewFilters(view))}
      @click=${() => void table.open(view)}>${view.name}</button><button class="small" aria-label=${k.dropView(view.name)}
      title=${k.dropView(view.name)} @click=${() => void table.dropView(view)}>×</button></span>`;
}

async function keep(event: SubmitEvent, table: TableState): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const name = `${new FormData(form).get("name") ?? ""}`.trim();
  if (!name || !(await table.keepView(name))) return;
  form.reset();
  form.closest("details")?.removeAttribute("open");
}

/** The actions on the table, and on the chosen cases. */
export function toolsView(cases: CasesState): TemplateResult {
  const { table } = cases;
  return html`<div class="table-tools">
      ${table.chosen.size ? chosenView(cases) : nothing}
      <details class="columns"><summary>${k.chooseColumns}</summary>
        <fieldset><legend class="unseen">${k.chooseColumns}</legend>
          ${COLUMNS.map((column) => html`<label class="check"><input type="checkbox" .checked=${table.columns.includes(column)}
            @change=${() => table.toggleColumn(column)}>${k.columns[column]}</label>`)}
          <button class="small" @click=${() => table.usualColumns()}>${k.usualColumns}</button></fieldset></details>
      ${cases.has("export_cases") ? html`<button class="small" @click=${() => void table.save()}>${k.save}</button>` : nothing}
    </div>
    ${table.many ? manyView(cases, table.many) : nothing}`;
}

function chosenView(cases: CasesState): TemplateResult {
  const { table } = cases;
  const begin = (many: Many): void => {
    table.begin(table.many === many ? undefined : many);
    void focusOn(".many :is([role=combobox], select)");
  };
  return html`<p class="chosen-count" role="status">${k.chosen(fa(table.chosen.size))}</p>
    ${cases.has("refer_cases") ? html`<button class="small" aria-expanded=${table.many === "refer"} @click=${() => begin("refer")}>${k.refer}</button>` : nothing}
    <button class="small" aria-expanded=${table.many === "assign"} @click=${() => begin("assign")}>${k.assign}</button>
    <button class="small" @click=${() => table.choose([...table.chosen], false)}>${k.unchoose}</button>`;
}

function manyView(cases: CasesState, many: Many): TemplateResult {
  const { table } = cases;
  const count = fa(table.chosen.size);
  const title = many === "refer" ? k.referMany(count) : k.assignMany(count);
  return html`<form class="case-sheet many" aria-label=${title} @submit=${(event: SubmitEvent) => void submit(event, table, many)}>
    <h2>${title}</h2>
    ${many === "refer" ? referFields(cases) : personField(table)}
    <div class="buttons"><button class="main">${k.submit}</button>
      <button type="button" class="quiet" @click=${() => table.begin(undefined)}>${k.cancel}</button></div>
  </form>`;
}

function referFields({ table, terms }: CasesState): TemplateResult {
  return html`<p class="soft">${k.referHint}</p>
    <agency-box .agencies=${terms?.agencies ?? []} .label=${k.columns.agency} .value=${table.agency} required
      @change=${(event: Event) => (table.agency = (event.target as HTMLInputElement).value)}></agency-box>
    <label>${k.reason}<textarea name="reason" rows="2" required minlength="3" maxlength="2000"></textarea></label>`;
}

function personField({ people }: TableState): TemplateResult {
  return html`<label>${k.assignee}<select name="account_id"><option value="me">${k.me}</option><option value="">${k.nobody}</option>
    ${people.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}</select></label>`;
}

async function submit(event: SubmitEvent, table: TableState, many: Many): Promise<void> {
  await table.doMany(many, givenIn(event));
}
