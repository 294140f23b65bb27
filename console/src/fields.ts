import { html, type TemplateResult } from "lit";
import type { Terms } from "./cases/contract.js";
import { described, faultView, type Faults } from "./faults.js";

const w = { agency: "دستگاه", choose: "دستگاه را برگزینید", no: "نه" } as const;

/** Options of a list, by their names in the order of the alphabet where there are many. */
export function optionsView(options: [string, string][], chosen: string): TemplateResult[] {
  const sorted = options.length > 12 ? [...options].sort(([, one], [, other]) => one.localeCompare(other, "fa")) : options;
  return sorted.map(([id, title]) => html`<option value=${id} .selected=${id === chosen}>${title}</option>`);
}

/** What a form holds, without what is empty. */
export function givenIn(event: SubmitEvent): Record<string, string> {
  event.preventDefault();
  const form = [...new FormData(event.target as HTMLFormElement)];
  return given(Object.fromEntries(form.map(([name, value]) => [name, `${value}`.trim()])));
}

/** `values` without what is empty. */
export function given(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}

/** Options of all agencies. */
export function agencyOptionsView(terms: Terms | undefined, chosen: string): TemplateResult[] {
  return optionsView((terms?.agencies ?? []).map(({ id, title }) => [id, title]), chosen);
}

/** The agency that an account or a key belongs to. */
export function agencyView(faults: Faults, terms: Terms | undefined, chosen: string): TemplateResult {
  return html`<div><label>${w.agency}<select name="agency_id" aria-invalid=${Boolean(faults.of("agency_id"))} aria-describedby=${described(faults, "agency_id")}>
    <option value="">${w.choose}</option>${agencyOptionsView(terms, chosen)}</select></label>${faultView(faults, "agency_id")}</div>`;
}

/** Asks whether one means it; `#sure-yes` is for the cursor. */
export function sureView(question: string, yes: string, take: () => void, leave: () => void): TemplateResult {
  return html`<div class="case-sheet" role="group" aria-labelledby="sure">
    <p id="sure">${question}</p>
    <p class="buttons"><button class="main" id="sure-yes" @click=${take}>${yes}</button><button @click=${leave}>${w.no}</button></p></div>`;
}
