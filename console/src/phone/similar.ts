import { html, nothing, type TemplateResult } from "lit";
import { fa } from "../spans.js";
import type { Heard } from "./contract.js";
import { p } from "./strings.fa.js";

/** Earlier reports of others, which the citizen may follow; `take` gets the offer, empty for none. */
export function similarView(title: string, similar: Heard["similar"], chosen: string, take: (offer: string) => void): TemplateResult | typeof nothing {
  const { cases, outages } = similar ?? { cases: [], outages: [] };
  if (!cases.length && !outages.length) return nothing;
  const offered: [string, string][] = [
    ...outages.map((one): [string, string] => [one.offer, p.outageIs(one.agency_name, one.since_fa, one.expected_end_fa ?? p.endUnknown, one.source)]),
    ...cases.map((one): [string, string] => [one.offer, p.caseIs(one.indicator_fa, fa(one.people), one.since_fa, one.status_fa)]),
    ["", p.alone],
  ];
  return html`<fieldset class="similar"><legend>${title}</legend>
    ${offered.map(([offer, words]) => html`<label class="check"><input type="radio" name="follow" .checked=${chosen === offer}
      @change=${() => take(offer)}>${words}</label>`)}</fieldset>`;
}
