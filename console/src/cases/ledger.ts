import { html, nothing, type TemplateResult } from "lit";
import { fa } from "../spans.js";
import type { Ledger } from "./contract.js";
import type { CasesState } from "./state.js";
import { c } from "./strings.fa.js";

const DAY = new Intl.DateTimeFormat("fa-IR-u-ca-persian", { dateStyle: "long", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("fa-IR-u-ca-persian", {
  year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Tehran",
});
const SHORT = 16;

/** The chain of events with its hashes, read when it is opened. */
export function ledgerView(cases: CasesState): TemplateResult {
  return html`<details class="tool ledger" @toggle=${(event: Event) => opened(event, cases)} ?open=${Boolean(cases.ledger)}>
    <summary>${c.ledger}</summary>
    ${cases.ledger ? chainView(cases.ledger, cases) : nothing}
  </details>`;
}

function opened(event: Event, cases: CasesState): void {
  if ((event.target as HTMLDetailsElement).open) void cases.readLedger();
}

function chainView({ events, proofs }: Ledger, cases: CasesState): TemplateResult {
  const titles = new Map(cases.page?.timeline.map(({ number, title_fa }) => [number, title_fa]));
  const newest = proofs.at(-1);
  return html`<p class="soft">${c.ledgerHint} ${newest ? c.proven(DAY.format(new Date(newest.day))) : c.notProven}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${c.ledger}><table>
      <thead><tr><th scope="col">${c.number}</th><th scope="col">${c.event}</th><th scope="col">${c.at}</th><th scope="col">${c.hash}</th></tr></thead>
      <tbody>${events.map(({ number, type, at, hash }) => html`<tr>
        <td>${fa(number)}</td><td>${titles.get(number) ?? type}</td><td class="moment">${MOMENT.format(new Date(at)).replace(",", "")}</td>
        <td><code dir="ltr" title=${hash}>${hash.slice(0, SHORT)}…</code></td></tr>`)}</tbody>
    </table></div>`;
}
