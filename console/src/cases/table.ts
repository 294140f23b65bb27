import { html, nothing, type TemplateResult } from "lit";
import { walk } from "../focus.js";
import { hashOf } from "../shell/places.js";
import { CELLS, ORDERS, type Column } from "./columns.js";
import type { Entry } from "./contract.js";
import type { CasesState } from "./state.js";
import { c } from "./strings.fa.js";
import { k } from "./table-strings.fa.js";

/** Cases as rows: dense, with the columns that were chosen, each sorted by where the gateway can. */
export function tableView(cases: CasesState, entries: Entry[]): TemplateResult {
  const { table } = cases;
  const mayChoose = cases.has("assign_cases");
  return html`<div class="scroll"><table class="case-table">
    <caption class="unseen">${k.table}</caption>
    <thead><tr>
      ${mayChoose ? html`<td>${allView(cases, entries)}</td>` : nothing}
      <th scope="col">${k.code}</th>
      ${table.columns.map((column) => headView(cases, column))}
    </tr></thead>
    <tbody id="case-list" @keydown=${(event: KeyboardEvent) => key(event, cases)}>
      ${entries.map((entry) => rowView(cases, entry, mayChoose))}</tbody>
  </table></div>`;
}

function allView({ table }: CasesState, entries: Entry[]): TemplateResult {
  const codes = entries.map(({ tracking_code }) => tracking_code);
  const count = codes.filter((code) => table.chosen.has(code)).length;
  return html`<input type="checkbox" aria-label=${k.selectAll} .checked=${count > 0 && count === codes.length}
    .indeterminate=${count > 0 && count < codes.length}
    @change=${(event: Event) => table.choose(codes, (event.target as HTMLInputElement).checked)}>`;
}

function headView(cases: CasesState, column: Column): TemplateResult {
  const orders = ORDERS[column];
  const title = k.columns[column];
  if (!orders) return html`<th scope="col">${title}</th>`;
  const [up, down] = orders;
  const { sort } = cases.filters;
  const sorted = sort === up ? "ascending" : sort === down ? "descending" : "none";
  return html`<th scope="col" aria-sort=${sorted}><button class="sorts" title=${k.sortBy(title)}
    @click=${() => void cases.filter({ sort: sort === up ? down : up })}>${title}<span aria-hidden="true">${
      { ascending: " ▲", descending: " ▼", none: "" }[sorted]}</span></button></th>`;
}

function rowView(cases: CasesState, entry: Entry, mayChoose: boolean): TemplateResult {
  const { table } = cases;
  const code = entry.tracking_code;
  const isChosen = table.chosen.has(code);
  return html`<tr class=${isChosen ? "chosen" : ""}>
    ${mayChoose ? html`<td><input type="checkbox" tabindex="-1" aria-label=${k.select(code)} .checked=${isChosen}
      @change=${() => table.choose([code], !isChosen)}></td>` : nothing}
    <th scope="row"><a class="code" href=${hashOf("cases", code)} data-code=${code} dir="ltr">${code}</a></th>
    ${table.columns.map((column) => html`<td class=${`of-${column}`}>${cellView(entry, column)}</td>`)}
  </tr>`;
}

function cellView(entry: Entry, column: Column): TemplateResult | string {
  const words = CELLS[column](entry);
  if (column === "due" && entry.is_overdue) return html`<span class="badge late">${c.overdueShort}</span> ${words}`;
  // A long description is cut by the style sheet; all of it is in the tip, and on the case's page.
  return column === "description" ? html`<span title=${words} dir="auto">${words}</span>` : words;
}

/** Up and down go from case to case; the space bar chooses the one where one is. */
function key(event: KeyboardEvent, { table }: CasesState): void {
  const code = (event.target as HTMLElement).dataset.code;
  if (event.key !== " " || !code) return walkCases(event);
  event.preventDefault();
  table.choose([code], !table.chosen.has(code));
}

/** Up and down go from case to case. */
export function walkCases(event: KeyboardEvent): void {
  walk(event, "a[data-code]");
}
