import { html, nothing, type TemplateResult } from "lit";
import { focusOn } from "../focus.js";
import { asciiDigits } from "../digits.js";
import { fa } from "../spans.js";
import type { Outage, OutagesState } from "./state.js";
import { o } from "./strings.fa.js";

/** The part of the console that keeps outages. */
export function outagesView(state: OutagesState): TemplateResult {
  return html`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!state.notice}>${state.notice}</p>
    <p class="done" role="status" ?hidden=${!state.done}>${state.done}</p>
    ${suspectedView(state)}
    ${state.outages ? keptView(state, state.outages) : nothing}
  </main>`;
}

function suspectedView(state: OutagesState): TemplateResult {
  const { suspected } = state;
  return html`<section class="panel" aria-labelledby="suspected-title">
    <h2 id="suspected-title">${o.suspected}</h2>
    <p class="soft">${suspected.length ? o.suspectedHint : o.noneSuspected}</p>
    ${suspected.length
      ? html`<ul class="closures">${suspected.map((one) => html`<li>
          <p><b>${one.agency_name}</b></p><p>${o.people(fa(one.people), one.since_fa)}</p>
          <button class="small" aria-label=${o.lookOf(one.agency_name)} @click=${() => look(state, one.agency_id)}>${o.look}</button></li>`)}</ul>`
      : nothing}
  </section>`;
}

function keptView(state: OutagesState, outages: Outage[]): TemplateResult {
  return html`<section class="panel" aria-labelledby="outages-title">
    <h2 id="outages-title">${o.outages}</h2>
    <p class="soft">${outages.length ? o.outagesHint : o.none}</p>
    ${outages.length ? html`<ul class="closures">${outages.map((one) => outageView(state, one))}</ul>` : nothing}
    ${formView(state)}
  </section>`;
}

function outageView(state: OutagesState, one: Outage): TemplateResult {
  const where = [one.service_title, one.province].filter(Boolean).join(" · ");
  return html`<li>
    <p><b>${one.agency_name}</b> ${where} <span class="badge">${one.is_told ? o.isTold : o.isNotTold}</span></p>
    <p>${o.since} ${one.since_fa}${one.expected_end_fa ? html` · ${o.until}: ${one.expected_end_fa}` : nothing}</p>
    <p class="soft"><bdi>${one.source}</bdi></p>
    <button class="small" aria-label=${o.endOf(one.agency_name)} @click=${() => void state.end(one.id)}>${o.end}</button></li>`;
}

function formView(state: OutagesState): TemplateResult {
  const terms = state.terms();
  return html`<form class="fields" aria-label=${o.add} @submit=${(event: SubmitEvent) => add(event, state)}>
    <label>${o.agency}<select name="agency_id" required @change=${(event: Event) => state.look((event.target as HTMLSelectElement).value)}>
      <option value="" .selected=${!state.agency}>${o.chooseAgency}</option>
      ${(terms?.agencies ?? []).map(({ id, title }) => html`<option value=${id} .selected=${id === state.agency}>${title}</option>`)}</select></label>
    <label>${o.province}<input name="province" list="outage-provinces" maxlength="64" autocomplete="off"></label>
    <datalist id="outage-provinces">${(terms?.provinces ?? []).map(({ name }) => html`<option value=${name}></option>`)}</datalist>
    <label>${o.began}<input name="began" required dir="ltr" maxlength="16" autocomplete="off" aria-describedby="outage-time"></label>
    <label>${o.expectedEnd}<input name="expected_end" dir="ltr" maxlength="16" autocomplete="off" aria-describedby="outage-time"></label>
    <p class="soft wide" id="outage-time">${o.timeHint}</p>
    <label class="wide">${o.source}<input name="source" required minlength="3" maxlength="500" autocomplete="off"></label>
    <button class="main">${o.add}</button>
  </form>`;
}

function look(state: OutagesState, agency: string): void {
  state.look(agency);
  void focusOn("[name=began]");
}

async function add(event: SubmitEvent, state: OutagesState): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const given = [...new FormData(form)].map(([name, value]) => [name, asciiDigits(`${value}`).trim()] as const);
  if (await state.add(Object.fromEntries(given.filter(([, value]) => value)))) form.reset();
}
