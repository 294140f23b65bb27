import { html, nothing, type TemplateResult } from "lit";
import { dayFieldView, dayHintView } from "../dates/field.js";
import { asciiDigits } from "../digits.js";
import { described, faultView } from "../faults.js";
import { hashOf } from "../shell/places.js";
import { fa } from "../spans.js";
import type { Closure, DeadJobs, SmsStanding, UpkeepState, Withdrawn } from "./state.js";
import { u } from "./strings.fa.js";

const HINT = "closing-day-hint";

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

function deadView(upkeep: UpkeepState, { kinds, jobs, dropped }: DeadJobs): TemplateResult {
  return html`<section class="panel" aria-labelledby="dead-title">
    <h2 id="dead-title" tabindex="-1">${u.dead}</h2>
    ${jobs.length ? html`<p class="soft">${u.deadHint}</p>` : html`<p class="soft">${u.noDead}</p>`}
    <div class="chips">${kinds.map(({ kind, kind_fa, count }) => html`<button @click=${() => void upkeep.retryKind(kind)}>${u.retryKind(kind_fa, fa(count))}</button>`)}</div>
    ${jobs.length
      ? html`<div class="scroll" tabindex="0" role="region" aria-label=${u.table}><table class="stacked">
          <thead><tr><th scope="col">${u.job}</th><th scope="col">${u.caseIs}</th><th scope="col">${u.attempts}</th><th scope="col">${u.died}</th><th scope="col">${u.error}</th><td></td></tr></thead>
          <tbody>${jobs.map((job) => html`<tr>
            <th scope="row">${job.kind_fa}</th>
            ${job.tracking_code ? html`<td data-label=${u.caseIs}><a href=${hashOf("cases", job.tracking_code)} dir="ltr">${job.tracking_code}</a></td>` : html`<td></td>`}
            <td data-label=${u.attempts}>${fa(job.attempts)}</td><td data-label=${u.died}>${job.died_at_fa}</td><td class="error" data-label=${u.error}>${job.reason_fa}
              ${job.last_error && job.last_error !== job.reason_fa ? html`<details><summary>${u.details}</summary><bdi>${job.last_error}</bdi></details>` : nothing}</td>
            <td><p class="buttons"><button class="small" aria-label=${u.retryOf(fa(job.id))} @click=${() => void upkeep.retry(job.id)}>${u.retry}</button>
              <button class="small" aria-label=${u.dropOf(fa(job.id))} @click=${() => upkeep.ask({ what: "jobs", id: job.id })}>${u.drop}</button></p></td></tr>`)}</tbody>
        </table></div>`
      : nothing}
    ${upkeep.ending?.what === "jobs" ? endingView(upkeep, u.dropWhy, u.dropNow, u.dropHint) : nothing}
    ${droppedView(dropped)}
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

function droppedView(dropped: DeadJobs["dropped"]): TemplateResult | typeof nothing {
  if (!dropped.length) return nothing;
  return html`<details><summary>${u.dropped}</summary>
    <ul class="closures">${dropped.map((job) => html`<li><p><b>${job.kind_fa}</b> <span class="soft">${job.dropped_at_fa}</span></p><p>${job.reason}</p></li>`)}</ul></details>`;
}

/** Asks why, before something is dropped or called off. */
function endingView(upkeep: UpkeepState, question: string, step: string, hint: string): TemplateResult {
  const { faults } = upkeep;
  return html`<form class="case-sheet" novalidate aria-label=${question} @submit=${(event: SubmitEvent) => end(event, upkeep)}>
    ${hint ? html`<p class="soft" id="ending-hint">${hint}</p>` : nothing}
    <label>${question}<input id="ending-why" name="why" required maxlength="500" autocomplete="off" aria-invalid=${Boolean(faults.of("reason"))}
      aria-describedby=${described(faults, "reason", hint ? "ending-hint" : "")}></label>${faultView(faults, "reason")}
    <p class="buttons"><button class="main">${step}</button><button type="button" @click=${() => upkeep.ask(undefined)}>${u.cancel}</button></p>
  </form>`;
}

function closuresView(upkeep: UpkeepState, closures: Closure[]): TemplateResult {
  return html`<section class="panel" aria-labelledby="closures-title">
    <h2 id="closures-title" tabindex="-1">${u.closures}</h2>
    <p class="soft">${closures.length ? u.closuresHint : u.noClosures}</p>
    ${closures.length
      ? html`<ul class="closures">${closures.map((one) => html`<li>
          <p><b>${one.province}</b> · ${one.reason_fa} ${one.is_over ? html`<span class="badge">${u.over}</span>` : nothing}</p>
          <p>${u.begins} ${one.begins_fa} ${u.ends} ${one.ends_fa}</p><p class="soft"><bdi>${one.source}</bdi></p>
          <button class="small" aria-label=${u.endOf(one.province)} @click=${() => upkeep.ask({ what: "closures", id: one.id })}>${u.end}</button></li>`)}</ul>`
      : nothing}
    ${upkeep.ending?.what === "closures" ? endingView(upkeep, u.endWhy, u.endNow, "") : nothing}
    ${formView(upkeep)}
    ${withdrawnView(upkeep.withdrawn)}
  </section>`;
}

function withdrawnView(withdrawn: Withdrawn[]): TemplateResult | typeof nothing {
  if (!withdrawn.length) return nothing;
  return html`<details><summary>${u.withdrawn}</summary>
    <ul class="closures">${withdrawn.map((one) => html`<li><p><b>${one.province}</b> · ${one.reason_fa}</p>
      <p>${u.begins} ${one.begins_fa} ${u.ends} ${one.ends_fa}</p>
      <p class="soft">${u.withdrawnAt(one.withdrawn_at_fa)}${one.withdrawn_reason ? html` · ${one.withdrawn_reason}` : nothing}</p></li>`)}</ul></details>`;
}

function formView(upkeep: UpkeepState): TemplateResult {
  const { faults } = upkeep;
  const wrong = (name: string): boolean => Boolean(faults.of(name));
  return html`<form class="fields closing" novalidate aria-label=${u.add} @submit=${(event: SubmitEvent) => add(event, upkeep)}>
    <div><label>${u.province}<input name="province" list="closure-provinces" required maxlength="64" autocomplete="off" value=${u.everywhere}
      aria-invalid=${wrong("province")} aria-describedby=${described(faults, "province")}></label>${faultView(faults, "province")}</div>
    <datalist id="closure-provinces"><option value=${u.everywhere}></option>${upkeep.provinces.map((name) => html`<option value=${name}></option>`)}</datalist>
    <label>${u.reason}<select name="reason">${Object.entries(u.reasons).map(([id, title]) => html`<option value=${id}>${title}</option>`)}</select></label>
    ${dayFieldView(faults, "begins", { title: u.begins, hint: HINT, isRequired: true, withTime: true })}
    ${dayFieldView(faults, "ends", { title: u.ends, hint: HINT, isRequired: true, withTime: true })}
    ${dayHintView(HINT, true, u.wholeDay)}
    <div class="wide"><label>${u.source}<input name="source" required maxlength="500" autocomplete="off" aria-invalid=${wrong("source")}
      aria-describedby=${described(faults, "source")}></label>${faultView(faults, "source")}</div>
    <button class="main">${u.add}</button>
  </form>`;
}

function end(event: SubmitEvent, upkeep: UpkeepState): void {
  event.preventDefault();
  void upkeep.end(`${new FormData(event.target as HTMLFormElement).get("why") ?? ""}`.trim());
}

async function add(event: SubmitEvent, upkeep: UpkeepState): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, asciiDigits(`${value}`).trim()]));
  if (await upkeep.close(given)) form.reset();
}
