import { html, nothing, type TemplateResult } from "lit/html.js";
import type { CaseStep, CaseView, StepAhead } from "../core/contract.js";
import { localTime } from "../core/time.js";
import { t } from "../strings/index.js";
import { deedForm, deedsView, verdictView } from "./deeds.js";
import { faultView, isOfFile } from "./fault.js";
import { icons } from "./icons.js";
import type { Tracking } from "./tracked.js";
import { words } from "./words.js";

/** A case for a citizen with its code and pin: first the question for both, then its progress. */
export function trackingView(tracking: Tracking): TemplateResult {
  return html`<div class="tracking" aria-busy=${tracking.isBusy}>
    ${tracking.shown ? shownCase(tracking, tracking.shown) : door(tracking)}
  </div>`;
}

function door(tracking: Tracking): TemplateResult {
  const { isBusy, fault } = tracking;
  const field = (name: "code" | "pin", title: string, mode: string) =>
    html`<label for=${name}>${title}</label>
      <input
        id=${name}
        class="box"
        dir="ltr"
        inputmode=${mode}
        autocomplete="off"
        spellcheck="false"
        maxlength="40"
        aria-invalid=${fault !== ""}
        aria-describedby="fault"
        .value=${tracking[name]}
        @input=${(event: Event) => (tracking[name] = (event.target as HTMLInputElement).value)}
      />`;
  return html`<form @submit=${() => tracking.look()}>
    <h3>${t.track}</h3>
    ${tracking.hasCases ? html`<button class="choice" type="button" @click=${() => tracking.cases()}>${t.cases}</button>` : nothing}
    <p>${t.caseHow}</p>
    ${field("code", t.trackingCode, "text")}${field("pin", t.pin, "numeric")}
    ${faultView(fault)}
    <button class="button" ?disabled=${isBusy}>${isBusy ? t.caseLoading : t.caseSee}</button>
    ${tracking.canRecover ? html`<button class="quiet" type="button" id="lost" @click=${() => tracking.lost()}>${t.lostPin}</button>` : nothing}
  </form>`;
}

function shownCase(tracking: Tracking, shown: CaseView): TemplateResult {
  const { isBusy, deed, fault, faultAt } = tracking;
  const answer = answerOf(shown);
  const form = deed && deedForm(tracking, deed);
  const isJudging = deed?.kind === "verdict";
  return html`<article class="card tracked">
      <header>
        <h3 id="state" tabindex="-1"><span class="unseen">${t.status}: </span>${t.caseStatus[shown.status] ?? shown.status_fa}</h3>
        <p class="agency">${shown.agency_name}</p>
        <p class="agency">${t.trackingCode}: <bdi dir="ltr">${shown.tracking_code}</bdi></p>
      </header>
      ${dueView(shown)}
      ${answer ? html`<h4>${t.caseAnswer}</h4><div class="answer">${words(answer.text)}<p class="date">${local(answer.at, answer.at_fa)}</p>${answer.sent}</div>` : nothing}
    </article>
    ${isJudging ? form : deed ? nothing : verdictView(tracking, shown)}
    <article class="card course">
      ${shown.ahead?.length ? html`<h4>${t.caseComing}</h4><ol class="steps ahead">${shown.ahead.map(aheadView)}</ol>` : nothing}
      <h4>${t.caseSteps}</h4>
      <ol class="steps past">${[...shown.timeline].reverse().map((step) => stepView(step, answer?.text))}</ol>
      <details class="fold"><summary>${t.caseWords}</summary>${words(shown.description)}${placeView(shown)}</details>
    </article>
    ${isJudging ? nothing : (form ?? deedsView(tracking, shown))}
    ${deed || isOfFile(faultAt) ? nothing : faultView(fault)}
    <div class="row">
      <button class="quiet" ?disabled=${isBusy} @click=${() => tracking.look()}>${isBusy ? t.caseLoading : t.caseRefresh}</button>
      <button class="quiet" @click=${() => tracking.start()}>${t.caseAnother}</button>
    </div>`;
}

/** The newest answer, unless the citizen waits for another one. */
function answerOf({ answers, deadlines }: CaseView): NonNullable<CaseView["answers"]>[number] | undefined {
  return deadlines.time_left_fa ? undefined : answers?.at(-1);
}

/** Until when the agency must answer; nothing once nobody waits for it. */
function dueView({ actions, deadlines }: CaseView): TemplateResult | typeof nothing {
  const { due_at: due, due_at_fa: day, time_left_fa: left, is_overdue: over } = deadlines;
  if (!due || (actions && !left)) return nothing;
  return html`<p class="due" ?data-over=${over}>
    ${icons.clock}<span><b>${t.due}</b>${local(due, left || day)}</span>
  </p>`;
}

/** A time in the server's own Persian words, or in the interface's language. */
function local(time: string, inPersian: string | null | undefined): string {
  return (t.lang === "fa" && inPersian) || localTime(time);
}

function aheadView({ title_fa: title, at, at_fa: inWords }: StepAhead): TemplateResult {
  return html`<li><b>${title}</b>${at ? html`<span class="date">${local(at, inWords)}</span>` : nothing}</li>`;
}

/** A past step; words shown above, as `told`, are not repeated. */
function stepView({ type, title_fa: title, at, at_fa: inWords, text, reason_fa: reason, sent }: CaseStep, told?: string): TemplateResult {
  return html`<li data-type=${type}>
    <b>${title}</b><span class="date">${local(at, inWords)}</span>
    ${reason ? words(reason) : nothing}${text && text !== told ? words(text) : nothing}${sent}
  </li>`;
}

function placeView({ city, province }: CaseView): TemplateResult | typeof nothing {
  const place = [city, province].filter(Boolean).join(t.comma);
  return place ? html`<p class="date">${t.casePlace}: ${place}</p>` : nothing;
}
