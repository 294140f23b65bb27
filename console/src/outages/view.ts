import { html, nothing, type TemplateResult } from "lit";
import { dayFieldView, dayHintView } from "../dates/field.js";
import { focusOn } from "../focus.js";
import { asciiDigits } from "../digits.js";
import { described, faultView } from "../faults.js";
import { agencyView } from "../fields.js";
import { fa } from "../spans.js";
import type { Outage, OutagesState, Share, Suspected } from "./state.js";
import { o } from "./strings.fa.js";

const HINT = "outage-day-hint";
const QUIET_HOURS = [2, 6, 12, 24, 72];

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
    ${suspected.length ? html`<ul class="closures">${suspected.map((one) => suspicionView(state, one))}</ul>` : nothing}
  </section>`;
}

function suspicionView(state: OutagesState, one: Suspected): TemplateResult {
  const where = [one.what_fa, one.province].filter(Boolean).join(" · ");
  return html`<li class="suspicion">
    <p><b>${one.agency_name}</b> · ${where}</p>
    <p>${o.people(fa(one.people), fa(one.from_cases))} · ${o.since} ${one.since_fa} · ${o.last}: ${one.last_fa}</p>
    <p>${o.rates(rate(one.usual_per_hour), rate(one.observed_per_hour))}</p>
    ${sharesView(o.services, one.services)}${sharesView(o.provinces, one.provinces)}
    <p class="soft">${o.score(rate(one.score), rate(one.threshold))}</p>
    <p class="row"><button class="small" aria-label=${o.lookOf(one.agency_name)} @click=${() => look(state, one)}>${o.look}</button>
      <button class="small" aria-label=${o.dismissOf(one.agency_name)} aria-expanded=${state.dismissed === one.id}
        @click=${() => ask(state, one.id)}>${o.dismiss}</button></p>
    ${state.dismissed === one.id ? dismissView(state, one) : nothing}</li>`;
}

function sharesView(title: string, shares: Share[]): TemplateResult | typeof nothing {
  if (!shares.length) return nothing;
  return html`<p>${title}: ${shares.map((one) => o.share(one.title, fa(one.people))).join("، ")}</p>`;
}

function dismissView(state: OutagesState, one: Suspected): TemplateResult {
  return html`<form class="fields" aria-label=${o.dismissOf(one.agency_name)} @submit=${(event: SubmitEvent) => dismiss(event, state, one.id)}>
    <label class="wide">${o.why}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label>${o.quiet}<select name="hours">${QUIET_HOURS.map((hours) =>
      html`<option value=${hours} .selected=${hours === 6}>${o.hours(fa(hours))}</option>`)}</select></label>
    <p class="row wide"><button class="main">${o.dismissIt}</button>
      <button type="button" @click=${() => state.askWhy(undefined)}>${o.cancel}</button></p>
  </form>`;
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
  const where = [one.what_fa, one.province].filter(Boolean).join(" · ");
  const known = [
    one.people_counted ? o.counted(fa(one.people_counted)) : "",
    one.followers > 1 ? o.followers(fa(one.followers)) : "",
    one.asked ? `${o.asked}: ${one.asked}` : "",
  ].filter(Boolean);
  return html`<li>
    <p><b>${one.agency_name}</b> · ${where} <span class="badge">${one.is_told ? o.isTold : o.isNotTold}</span></p>
    <p>${o.since} ${one.since_fa}${one.expected_end_fa ? html` · ${o.until}: ${one.expected_end_fa}` : nothing}</p>
    ${known.length ? html`<p>${known.join(" · ")}</p>` : nothing}
    <p class="soft"><bdi>${one.source}</bdi></p>
    <p class="row">${one.alone > 1 || (one.alone && one.followers)
      ? html`<button class="small" aria-label=${o.mergeOf(one.agency_name, fa(one.alone))} @click=${() => void state.merge(one.id)}>${o.merge(fa(one.alone))}</button>`
      : nothing}
      <button class="small" aria-label=${o.endOf(one.agency_name)} @click=${() => void state.end(one.id)}>${o.end}</button></p></li>`;
}

function formView(state: OutagesState): TemplateResult {
  const terms = state.terms();
  const { faults, looked } = state;
  const wrong = (name: string): boolean => Boolean(faults.of(name));
  return html`<form class="fields" aria-label=${o.add} @submit=${(event: SubmitEvent) => add(event, state)}>
    ${agencyView(faults, terms, state.agency, (id) => state.choose(id))}
    <label>${o.indicator}<select name="indicator">
      <option value="system_down" .selected=${looked?.indicator !== "phone_ivr"}>${o.systems}</option>
      <option value="phone_ivr" .selected=${looked?.indicator === "phone_ivr"}>${o.phone}</option></select></label>
    <div><label>${o.province}<input name="province" list="outage-provinces" maxlength="64" autocomplete="off" .value=${looked?.province ?? ""}
      aria-invalid=${wrong("province")} aria-describedby=${described(faults, "province")}></label>${faultView(faults, "province")}</div>
    <datalist id="outage-provinces">${(terms?.provinces ?? []).map(({ name }) => html`<option value=${name}></option>`)}</datalist>
    ${dayFieldView(faults, "began", { title: o.began, hint: HINT, isRequired: true, withTime: true, value: looked?.began })}
    ${dayFieldView(faults, "expected_end", { title: o.expectedEnd, hint: HINT, withTime: true })}
    ${dayHintView(HINT, true, o.withoutEnd)}
    <label class="wide">${o.source}<input name="source" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label class="wide">${o.askedOf}<input name="asked" minlength="3" maxlength="200" autocomplete="off"></label>
    ${looked?.service_id
      ? html`<label class="check wide"><input type="checkbox" name="service_id" value=${looked.service_id} checked>${o.onlyService(looked.service_title ?? "")}</label>`
      : nothing}
    <label class="check wide"><input type="checkbox" name="merges" checked>${o.merges}</label>
    <button class="main">${o.add}</button>
  </form>`;
}

/** A number as people read it: with a digit behind the point only below ten. */
function rate(value: number): string {
  return new Intl.NumberFormat("fa-IR", { maximumFractionDigits: value < 10 ? 1 : 0, useGrouping: false }).format(value);
}

function look(state: OutagesState, one: Suspected): void {
  state.look(one);
  void focusOn("[name=source]");
}

function ask(state: OutagesState, id: number): void {
  state.askWhy(state.dismissed === id ? undefined : id);
  if (state.dismissed) void focusOn("[name=reason]");
}

function dismiss(event: SubmitEvent, state: OutagesState, id: number): void {
  event.preventDefault();
  const given = new FormData(event.target as HTMLFormElement);
  void state.dismiss(id, `${given.get("reason")}`.trim(), Number(given.get("hours")));
}

async function add(event: SubmitEvent, state: OutagesState): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const given = new FormData(form);
  const merges = given.has("merges");
  given.delete("merges");
  const told = [...given].map(([name, value]) => [name, asciiDigits(`${value}`).trim()] as const);
  const fields = Object.fromEntries(told.filter(([, value]) => value));
  if (await state.add({ ...fields, merges })) form.reset();
}
