import { html, nothing, type TemplateResult } from "lit";
import { focusOn } from "../focus.js";
import { hashOf } from "../shell/places.js";
import { fa } from "../spans.js";
import type { Receipt, Spoken } from "./contract.js";
import type { PhoneState } from "./state.js";
import { p } from "./strings.fa.js";

/** Code and pin as they are read aloud, and the next steps. */
export function receiptView(phone: PhoneState, receipt: Receipt): TemplateResult {
  return html`<section class="receipt" aria-labelledby="receipt">
    <h2 id="receipt" tabindex="-1">${p.filed}</h2>
    <p>${p.readAloud}</p>
    ${dictated(p.code, receipt.code_groups)}
    ${dictated(p.pin, receipt.pin_groups)}
    <p class="soft">${p.pinHint}</p>
    <p>${p.due(receipt.agency_name, receipt.due_at_fa)}</p>
    ${receipt.line_128_fa ? html`<p>${receipt.line_128_fa}</p>` : nothing}
    ${receipt.is_sms_on_its_way ? html`<p>${p.smsSent}</p>` : nothing}
    <div class="buttons">
      <button class="main" id="next-call" @click=${() => next(phone)}>${p.next}</button>
      <button @click=${() => print()}>${p.print}</button>
      <a class="button" href=${hashOf("cases", receipt.tracking_code)}>${p.see}</a>
    </div>
  </section>`;
}

function dictated(title: string, groups: Spoken[]): TemplateResult {
  return html`<h3>${title}</h3>
    <ol class="dictated" dir="ltr" aria-label=${title}>
      ${groups.map(({ signs, spoken }, place) => html`<li><small>${p.part(fa(place + 1))}</small><b>${signs}</b><span dir="rtl">${spoken}</span></li>`)}
    </ol>`;
}

function next(phone: PhoneState): void {
  phone.next();
  void focusOn("#heard");
}
