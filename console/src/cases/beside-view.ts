import { html, nothing, type TemplateResult } from "lit";
import { hashOf } from "../shell/places.js";
import type { CasePage, Entry } from "./contract.js";
import { focusOn } from "../focus.js";
import type { CasesState } from "./state.js";
import { k } from "./table-strings.fa.js";

/** The account that looks after the open case; an operator with the permission sets it. */
export function assigneeView(cases: CasesState, page: CasePage): TemplateResult | typeof nothing {
  const { people } = cases.table;
  const now = page.assignee;
  if (!page.may_assign) return now ? html`<p>${k.assignee}: ${now.title}</p>` : nothing;
  const known = now && !people.some(({ id }) => id === now.id) ? [now, ...people] : people;
  return html`<label class="assignee">${k.assignee}<select id="case-assignee"
    @change=${(event: Event) => void cases.assign((event.target as HTMLSelectElement).value)}>
    <option value="" .selected=${!now}>${k.nobody}</option>
    ${known.map(({ id, title }) => html`<option value=${id} .selected=${id === now?.id}>${title}</option>`)}</select></label>`;
}

/** Open cases that may be the same matter, looked for when somebody asks. */
export function alikeView(cases: CasesState, page: CasePage): TemplateResult | typeof nothing {
  if (!page.may.includes("merge")) return nothing;
  const { alike } = cases.beside;
  return html`<details class="alike" ?open=${Boolean(alike)} @toggle=${(event: Event) => opened(event, cases)}>
    <summary>${k.alike}</summary>
    ${alike ? foundView(cases, alike) : nothing}</details>`;
}

function opened(event: Event, cases: CasesState): void {
  if ((event.target as HTMLDetailsElement).open && !cases.beside.alike) void cases.lookAlike();
}

function foundView(cases: CasesState, alike: Entry[]): TemplateResult {
  if (!alike.length) return html`<p class="soft" role="status">${k.noneAlike}</p>`;
  return html`<p class="soft">${k.alikeHint}</p><ul>${alike.map((entry) => html`<li>
    <p><a class="code" href=${hashOf("cases", entry.tracking_code)} dir="ltr">${entry.tracking_code}</a>
      <button class="small" aria-label=${k.joinTo(entry.tracking_code)} @click=${() => join(cases, entry)}>${k.join}</button></p>
    <p class="preview">${entry.description}</p>
    <p class="soft">${[entry.place_fa, entry.created_at_fa].filter(Boolean).join(" · ")}</p></li>`)}</ul>`;
}

function join(cases: CasesState, { tracking_code }: Entry): void {
  cases.join(tracking_code);
  void focusOn(".case-sheet [name=reason]");
}
