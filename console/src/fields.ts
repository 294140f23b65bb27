import { html, type TemplateResult } from "lit";
import "./cases/agency-box.js";
import type { Terms } from "./cases/contract.js";
import { faultId, faultView, type Faults } from "./faults.js";

const w = { agency: "دستگاه", no: "نه" } as const;

/** Options of a list, by their names in the order of the alphabet where there are many. */
export function optionsView(options: [string, string][], chosen: string): TemplateResult[] {
  const sorted = options.length > 12 ? [...options].sort(([, one], [, other]) => one.localeCompare(other, "fa")) : options;
  return sorted.map(([id, title]) => html`<option value=${id} .selected=${id === chosen}>${title}</option>`);
}

/** The values of a form, without empty ones. */
export function givenIn(event: SubmitEvent): Record<string, string> {
  event.preventDefault();
  const form = [...new FormData(event.target as HTMLFormElement)];
  return given(Object.fromEntries(form.map(([name, value]) => [name, `${value}`.trim()])));
}

/** `values` without empty ones. */
export function given(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}

/** The agency that something belongs to, as `agency_id`; `take` hears which one is chosen. */
export function agencyView(faults: Faults, terms: Terms | undefined, chosen: string, take?: (id: string) => void): TemplateResult {
  return html`<div><agency-box required .agencies=${terms?.agencies ?? []} .label=${w.agency} .value=${chosen}
    .fault=${faults.of("agency_id") ? faultId("agency_id") : ""}
    @change=${(event: Event) => take?.((event.target as HTMLInputElement).value)}></agency-box>${faultView(faults, "agency_id")}</div>`;
}

/** Asks whether one means it; `#sure-yes` is for the cursor. */
export function sureView(question: string, yes: string, take: () => void, leave: () => void): TemplateResult {
  return html`<div class="case-sheet" role="group" aria-labelledby="sure">
    <p id="sure">${question}</p>
    <p class="buttons"><button class="main" id="sure-yes" @click=${take}>${yes}</button><button @click=${leave}>${w.no}</button></p></div>`;
}
