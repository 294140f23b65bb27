import { html, nothing, type TemplateResult } from "lit";
import { asciiDigits } from "../digits.js";
import { hashOf } from "../shell/places.js";
import { fa } from "../spans.js";
import type { Closure, DeadJobs, SmsStanding, UpkeepState } from "./state.js";
import { u } from "./strings.fa.js";

/** The part of the console that keeps the house in order. */
export function upkeepView(upkeep: UpkeepState): TemplateResult {
  return html`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!upkeep.notice}>${upkeep.notice}</p>
    <p class="done" role="status" ?hidden=${!upkeep.done}>${upkeep.done}</p>
    ${upkeep.dead ? deadView(upkeep, upkeep.dead) : nothing}
    ${upkeep.dead?.sms ? smsView(upkeep.dead.sms) : nothing}
    ${upkeep.closures ? closuresView(upkeep, upkeep.closures) : nothing}
  </main>`;
}

function deadView(upkeep: UpkeepState, { kinds, jobs }: DeadJobs): TemplateResult {
  return html`<section class="panel" aria-labelledby="dead-title">
    <h2 id="dead-title">${u.dead}</h2>
    ${jobs.length ? html`<p class="soft">${u.deadHint}</p>` : html`<p class="soft">${u.noDead}</p>`}
    <div class="chips">${kinds.map(({ kind, kind_fa, count }) => html`<button @click=${() => void upkeep.retryKind(kind)}>${u.retryKind(kind_fa, fa(count))}</button>`)}</div>
    ${jobs.length
      ? html`<div class="scroll" tabindex="0" role="region" aria-label=${u.table}><table>
          <thead><tr><th scope="col">${u.job}</th><th scope="col">${u.caseIs}</th><th scope="col">${u.attempts}</th><th scope="col">${u.died}</th><th scope="col">${u.error}</th><td></td></tr></thead>
          <tbody>${jobs.map((job) => html`<tr>
            <td>${job.kind_fa}</td>
            <td>${job.tracking_code ? html`<a href=${hashOf("cases", job.tracking_code)} dir="ltr">${job.tracking_code}</a>` : nothing}</td>
            <td>${fa(job.attempts)}</td><td>${job.died_at_fa}</td><td class="error"><bdi>${job.last_error}</bdi></td>
            <td><button class="small" aria-label=${u.retryOf(fa(job.id))} @click=${() => void upkeep.retry(job.id)}>${u.retry}</button></td></tr>`)}</tbody>
        </table></div>`
      : nothing}
  </section>`;
}

function smsView(sms: SmsStanding): TemplateResult {
  return html`<section class="panel" aria-labelledby="sms-title">
    <h2 id="sms-title">${u.sms} <span class="soft"><bdi>${sms.provider_fa}</bdi></span></h2>
    ${sms.trouble_fa ? html`<p class="notice"><bdi>${sms.trouble_fa}</bdi>${sms.trouble_since_fa ? html` · ${u.since} ${sms.trouble_since_fa}` : nothing}</p>` : nothing}
    ${sms.credit_fa ? html`<p class=${sms.is_credit_low ? "notice" : ""}>${u.credit}: <bdi>${sms.credit_fa}</bdi>${sms.is_credit_low ? html` · ${u.creditLow}` : nothing}</p>` : nothing}
    <p>${u.week}: ${u.delivered(fa(sms.delivered))}، ${u.undelivered(fa(sms.undelivered))}، ${u.open(fa(sms.open))}</p>
  </section>`;
}

function closuresView(upkeep: UpkeepState, closures: Closure[]): TemplateResult {
  return html`<section class="panel" aria-labelledby="closures-title">
    <h2 id="closures-title">${u.closures}</h2>
    <p class="soft">${closures.length ? u.closuresHint : u.noClosures}</p>
    ${closures.length
      ? html`<ul class="closures">${closures.map((one) => html`<li>
          <p><b>${one.province}</b> · ${one.reason_fa} ${one.is_over ? html`<span class="badge">${u.over}</span>` : nothing}</p>
          <p>${u.begins} ${one.begins_fa} ${u.ends} ${one.ends_fa}</p><p class="soft"><bdi>${one.source}</bdi></p>
          <button class="small" aria-label=${u.endOf(one.province)} @click=${() => void upkeep.end(one.id)}>${u.end}</button></li>`)}</ul>`
      : nothing}
    ${formView(upkeep)}
  </section>`;
}

function formView(upkeep: UpkeepState): TemplateResult {
  return html`<form class="fields" aria-label=${u.add} @submit=${(event: SubmitEvent) => add(event, upkeep)}>
    <label>${u.province}<input name="province" list="closure-provinces" required maxlength="64" autocomplete="off" value=${u.everywhere}></label>
    <datalist id="closure-provinces"><option value=${u.everywhere}></option>${upkeep.provinces.map((name) => html`<option value=${name}></option>`)}</datalist>
    <label>${u.reason}<select name="reason">${Object.entries(u.reasons).map(([id, title]) => html`<option value=${id}>${title}</option>`)}</select></label>
    <label>${u.begins}<input name="begins" required dir="ltr" maxlength="16" autocomplete="off" aria-describedby="day-hint"></label>
    <label>${u.ends}<input name="ends" required dir="ltr" maxlength="16" autocomplete="off" aria-describedby="day-hint"></label>
    <p class="soft wide" id="day-hint">${u.dayHint}</p>
    <label class="wide">${u.source}<input name="source" required minlength="3" maxlength="500" autocomplete="off"></label>
    <button class="main">${u.add}</button>
  </form>`;
}

async function add(event: SubmitEvent, upkeep: UpkeepState): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, asciiDigits(`${value}`).trim()]));
  if (await upkeep.close(given)) form.reset();
}
