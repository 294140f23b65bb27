import { html, nothing, type TemplateResult } from "lit";
import type { Terms } from "../cases/contract.js";
import type { Form } from "./form.js";
import type { PhoneState } from "./state.js";
import { p } from "./strings.fa.js";

const CONTACT = ["name", "mobile", "national_id"] as const;

/** The caller, the person they call for, and how to reach them. */
export function callerView(phone: PhoneState, terms: Terms | undefined): TemplateResult {
  const { form } = phone;
  const isKnown = form.identity !== "anonymous";
  return html`
    <fieldset class="fields"><legend>${p.caller}</legend>
      ${choice(phone, "relation", p.relation, Object.entries(p.relations))}
      ${form.relation === "self" ? nothing : text(phone, "caller_name", p.callerName, { maxlength: 100 })}
      ${choice(phone, "identity", p.identity, (terms?.identities ?? []).map(({ id, title }) => [id, title]))}
      ${isKnown
        ? html`${text(phone, "name", p.name, { maxlength: 100 })}
            ${text(phone, "mobile", p.mobile, { maxlength: 20, isNumber: true, hint: p.mobileHint })}
            ${text(phone, "national_id", p.nationalId, { maxlength: 14, isNumber: true })}
            ${form.mobile && terms?.sends_sms ? smsView(phone) : nothing}`
        : nothing}
      ${CONTACT.some((field) => phone.filled.has(field)) && isKnown ? html`<p class="soft wide filled-hint">${p.filledIn}</p>` : nothing}
    </fieldset>`;
}

function choice(phone: PhoneState, field: keyof Form, title: string, options: [string, string][]): TemplateResult {
  const chosen = `${phone.form[field]}`;
  return html`<label class="wide">${title}
    <select id="phone-${field}" @change=${(event: Event) => phone.set(field, (event.target as HTMLSelectElement).value as never)}>
      ${options.map(([id, name]) => html`<option value=${id} .selected=${id === chosen}>${name}</option>`)}
    </select></label>`;
}

interface Look {
  maxlength: number;
  isNumber?: boolean;
  hint?: string;
}

function text(phone: PhoneState, field: keyof Form, title: string, { maxlength, isNumber, hint }: Look): TemplateResult {
  return html`<label class="wide ${phone.filled.has(field) ? "filled" : ""}">${title}
    <input id="phone-${field}" maxlength=${maxlength} dir=${isNumber ? "ltr" : "auto"} inputmode=${isNumber ? "numeric" : "text"}
      autocomplete="off" .value=${`${phone.form[field]}`} aria-describedby=${hint ? `hint-${field}` : nothing}
      @input=${(event: Event) => phone.set(field, (event.target as HTMLInputElement).value as never)}></label>
    ${hint && phone.form[field] ? html`<p class="soft wide" id="hint-${field}">${hint}</p>` : nothing}`;
}

function smsView(phone: PhoneState): TemplateResult {
  return html`<label class="check wide"><input type="checkbox" id="phone-sms" .checked=${phone.form.sms}
    @change=${(event: Event) => phone.set("sms", (event.target as HTMLInputElement).checked)}>${p.sms}</label>`;
}
