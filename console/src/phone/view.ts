import { html, nothing, type TemplateResult } from "lit";
import { focusOn } from "../focus.js";
import "../cases/agency-box.js";
import { sendOnCtrlEnter } from "../cases/actions.js";
import type { Named, Terms } from "../cases/contract.js";
import { persianDigits } from "../digits.js";
import { callerCasesView } from "./caller-cases.js";
import { callerView } from "./caller.js";
import { consentView } from "./consent.js";
import type { Form } from "./form.js";
import { receiptView } from "./receipt.js";
import { similarView } from "./similar.js";
import type { PhoneState } from "./state.js";
import { p } from "./strings.fa.js";

const MATTER = ["kind", "agency_id", "indicator", "province", "city"] as const;

/** The part of the console for calls to the 128 line. */
export function phoneView(phone: PhoneState, terms: Terms | undefined): TemplateResult {
  return html`<main class="phone">
    <p class="notice" role="alert" ?hidden=${!phone.notice}>${phone.notice}</p>
    ${phone.receipt ? receiptView(phone, phone.receipt) : html`<h2>${p.title}</h2>
      ${callerCasesView(phone.calls, phone.form.identity === "anonymous" ? undefined : (mobile) => phone.set("mobile", mobile))}${formView(phone, terms)}`}
  </main>`;
}

/** Does the action of a key with Alt at the telephone; whether the key has one. */
export function phoneKey(phone: PhoneState, key: string): boolean {
  if (key === "KeyS") document.getElementById("heard")?.focus();
  else if (key === "KeyR") void phone.read();
  else if (key === "KeyC") document.getElementById("caller-number")?.focus();
  else if (key === "KeyN" && phone.receipt) nextCall(phone);
  else return false;
  return true;
}

function nextCall(phone: PhoneState): void {
  phone.next();
  void focusOn("#heard");
}

function formView(phone: PhoneState, terms: Terms | undefined): TemplateResult {
  return html`<form novalidate @submit=${(event: Event) => file(event, phone)} @keydown=${sendOnCtrlEnter}>
    <div class="phone-body">
      <div class="phone-main">
        <label class="heard" for="heard">${p.heard}</label>
        <textarea id="heard" rows="5" maxlength="2000" dir=${phone.form.text ? "auto" : "rtl"} aria-describedby="heard-hint" .value=${phone.form.text}
          @input=${(event: Event) => phone.set("text", (event.target as HTMLTextAreaElement).value)}></textarea>
        <p class="soft" id="heard-hint">${p.heardHint}</p>
        ${linesView(phone)}
        ${askView(phone)}
        <fieldset class="fields"><legend>${p.matter}</legend>${matterView(phone, terms)}</fieldset>
        ${guessView(phone)}
        ${similarView(p.similar, phone.heard?.similar, phone.form.follow, (offer) => phone.set("follow", offer))}
      </div>
      <div class="phone-side">${callerView(phone, terms)} ${consentView(phone)} ${endView(phone)}</div>
    </div>
  </form>`;
}

function linesView({ heard }: PhoneState): TemplateResult | typeof nothing {
  if (!heard?.line) return nothing;
  const [number, { title }] = [persianDigits(heard.line.number), heard.line];
  return html`<p class="line ${heard.is_emergency ? "urgent" : ""}" role="alert">
    ${heard.is_emergency ? p.emergency(number, title) : p.otherLine(number, title)}</p>`;
}

/** Only missing data is asked for. */
function askView(phone: PhoneState): TemplateResult {
  const { questions } = phone;
  const isKnown = !questions.some((name) => name !== "consent");
  return html`<div class="to-ask" role="status">
    ${phone.isReading ? html`<p class="soft">${p.reading}</p>` : nothing}
    ${phone.heard && !phone.heard.is_understood ? html`<p>${p.notUnderstood}</p>` : nothing}
    ${isKnown && questions.length
      ? html`<p>${p.allKnown}</p>`
      : questions.length ? html`<p><b>${p.toAsk}</b></p><ul>${questions.map((name) => html`<li>${p.questions[name]}</li>`)}</ul>` : nothing}
  </div>`;
}

function matterView(phone: PhoneState, terms: Terms | undefined): TemplateResult {
  const { form } = phone;
  const provinces = (terms?.provinces ?? []).map(({ name }) => ({ id: name, title: name }));
  const cities = terms?.provinces.find(({ name }) => name === form.province)?.cities ?? [];
  return html`
    ${choice(phone, "kind", p.kind, terms?.kinds ?? [])}
    <agency-box id="phone-agency_id" class=${phone.filled.has("agency_id") ? "filled" : ""} .label=${p.agency} .value=${form.agency_id}
      .agencies=${[{ id: "-", title: p.agencyUnknown, aliases: [] }, ...(terms?.agencies ?? [])]}
      @change=${(event: Event) => phone.set("agency_id", (event.target as HTMLInputElement).value)}></agency-box>
    ${form.kind === "praise" ? nothing : choice(phone, "indicator", p.indicator, [{ id: "", title: p.noIndicator }, ...(terms?.indicators ?? [])])}
    ${choice(phone, "province", p.province, [{ id: "", title: p.noProvince }, ...provinces])}
    <label class=${phone.filled.has("city") ? "filled" : ""}>${p.city}
      <input list="cities" maxlength="64" autocomplete="off" .value=${form.city} ?disabled=${!form.province}
        @input=${(event: Event) => phone.set("city", (event.target as HTMLInputElement).value)}></label>
    <datalist id="cities">${cities.map((city) => html`<option value=${city}></option>`)}</datalist>
    ${MATTER.some((field) => phone.filled.has(field)) ? html`<p class="soft wide filled-hint">${p.filledIn}</p>` : nothing}
  `;
}

function choice(phone: PhoneState, field: keyof Form, title: string, options: Named[]): TemplateResult {
  const chosen = `${phone.form[field]}`;
  return html`<label class=${phone.filled.has(field) ? "filled" : ""}>${title}
    <select id="phone-${field}" @change=${(event: Event) => phone.set(field, (event.target as HTMLSelectElement).value as never)}>
      ${options.map(({ id, title: name }) => html`<option value=${id} .selected=${id === chosen}>${name}</option>`)}
    </select></label>`;
}

function guessView(phone: PhoneState): TemplateResult | typeof nothing {
  const guess = phone.heard?.service;
  if (!guess) return nothing;
  if (phone.form.service_id === guess.id) {
    return html`<p class="guess">${p.service}: <b>${guess.title}</b>
      <button type="button" class="small" @click=${() => phone.set("service_id", "")}>${p.drop}</button></p>`;
  }
  return html`<p class="guess">${p.guess(guess.title, guess.agency.title)}
    <button type="button" class="small" @click=${() => phone.takeGuess()}>${p.takeGuess}</button></p>`;
}

function endView(phone: PhoneState): TemplateResult {
  const { needs } = phone;
  return html`<div class="phone-end">
    ${phone.isTried && needs.length
      ? html`<div class="notice" role="alert"><p>${p.missing}</p><ul>${needs.map((need) => html`<li>${p.needs[need]}</li>`)}</ul></div>`
      : nothing}
    <button class="main wide" ?disabled=${phone.isFiling}>${phone.isFiling ? p.filing : p.file}</button>
  </div>`;
}

async function file(event: Event, phone: PhoneState): Promise<void> {
  event.preventDefault();
  if (await phone.file()) void focusOn("#receipt");
}
