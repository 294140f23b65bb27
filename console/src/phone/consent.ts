import { html, nothing, type TemplateResult } from "lit";
import type { PhoneState } from "./state.js";
import { p } from "./strings.fa.js";

/** The words that are read to the caller, and how they agreed: nothing is marked before. */
export function consentView(phone: PhoneState): TemplateResult {
  const { form, summary, isReadable, isAgreed } = phone;
  return html`<fieldset class="fields consent"><legend>${p.summary}</legend>
    <blockquote class="wide" dir="auto">${isReadable ? summary : p.summaryLater}</blockquote>
    <div class="wide" role="status">${phone.hasLapsed ? html`<p class="lapsed">${p.lapsed}</p>` : nothing}</div>
    <fieldset class="wide" ?disabled=${!isReadable} aria-describedby=${isReadable ? nothing : "consent-later"}><legend>${p.consent}</legend>
      ${Object.entries(p.consents).map(([id, title]) => html`<label class="check"><input type="radio" name="consent" value=${id}
        .checked=${isAgreed && form.consent === id} @change=${() => phone.agree(id as keyof typeof p.consents)}>${title}</label>`)}
    </fieldset>
    ${isReadable ? nothing : html`<p class="soft wide" id="consent-later">${p.consentLater}</p>`}
    ${isAgreed
      ? html`<label class="wide">${form.consent === "document" ? p.document : p.statement}
          <input id="phone-statement" maxlength="500" dir="auto" autocomplete="off" .value=${form.statement}
            @input=${(event: Event) => phone.set("statement", (event.target as HTMLInputElement).value)}></label>`
      : nothing}
  </fieldset>`;
}
