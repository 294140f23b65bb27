import { html, nothing, svg, type TemplateResult } from "lit";
import { asciiDigits, persianDigits } from "../digits.js";
import { focusOn } from "../focus.js";
import { hashOf } from "../shell/places.js";
import { fa } from "../spans.js";
import { shareView } from "../situation/view.js";
import type { Figure, Gap, Objection, PeriodBrief, PeriodFigures, PeriodPage, PeriodsState } from "./periods-state.js";
import { p } from "./periods-strings.fa.js";
import { signalsView } from "./signals-view.js";

const LEAST_CALLS = 10;

/** Periods on one side; the frozen figures, objections and decisions of the open one on the other. */
export function periodsView(state: PeriodsState): TemplateResult {
  const { page } = state;
  return html`<main class="room cases periods" data-open=${page ? "page" : "list"}>
    <nav class="lists" aria-label=${p.list}><h2>${p.title}</h2><p class="soft">${p.hint}</p>
      ${state.periods?.length === 0 ? html`<p class="empty">${p.none}</p>` : nothing}
      ${(state.periods ?? []).map((one) => entryView(one, page?.period))}</nav>
    <section class="case">
      <p class="notice" role="alert" ?hidden=${!state.notice}>${state.notice}</p>
      <p class="done" role="status" ?hidden=${!state.done}>${state.done}</p>
      ${page ? pageView(state, page) : state.notice ? nothing : html`<p class="empty">${p.choose}</p>`}
    </section>
  </main>`;
}

function entryView(one: PeriodBrief, open: string | undefined): TemplateResult {
  return html`<a class="entry" href=${hashOf("periods", one.period)} data-period=${one.period} aria-current=${one.period === open ? "true" : "false"}>
    <span class="entry-top"><b>${one.title_fa}</b>${one.undecided ? html`<span class="badge late">${p.undecided(fa(one.undecided))}</span>` : nothing}</span>
    <span class="soft">${one.state_fa}</span></a>`;
}

function pageView(state: PeriodsState, page: PeriodPage): TemplateResult {
  const isOpen = page.state === "provisional";
  return html`<p><a class="back" href=${hashOf("periods")}>${p.back}</a></p>
    <header class="case-head"><h2 id="period-title" tabindex="-1">${page.title_fa}</h2><span class="state">${page.state_fa}</span></header>
    <div><p>${page.state === "open" ? p.notYet(page.as_of_fa) : isOpen ? p.asOf(page.as_of_fa) : p.asOfFinal(page.as_of_fa)}</p>
      ${isOpen && page.objection_until_fa ? html`<p>${p.until(page.objection_until_fa)}</p>` : nothing}
      ${page.left_out ? html`<p>${p.leftOut(fa(page.left_out))}</p>` : nothing}</div>
    ${state.figures ? figuresView(page, state.figures) : nothing}
    ${lotView(state.gaps, state.figures?.agency_id)}
    ${signalsView(state)}
    ${page.state === "open" ? nothing : objectionsView(state, page)}
    ${state.mayExport && page.state !== "open" ? exportView(page, state.figures) : nothing}
    <details class="panel" ?hidden=${!page.entries.length}><summary>${p.history}</summary>
      <ol class="timeline">${page.entries.map((one) => html`<li class="step"><p><b>${one.title_fa}</b></p><p class="soft"><time>${one.at_fa}</time></p></li>`)}</ol></details>`;
}

function figuresView(page: PeriodPage, found: PeriodFigures): TemplateResult {
  return html`<section class="panel" aria-labelledby="figures-title">
    <header class="panel-head"><h3 id="figures-title">${p.figures}${found.agency_name ? html` <span class="soft">${found.agency_name}</span>` : nothing}</h3>
      ${found.agencies.length ? html`<label class="scope"><span class="unseen">${p.agency}</span><select @change=${(event: Event) => choose(page.period, event)}>
        <option value="" .selected=${!found.agency_id}>${p.chooseAgency}</option>
        ${found.agencies.map(({ id, title }) => html`<option value=${id} .selected=${id === found.agency_id}>${title}</option>`)}</select></label>` : nothing}</header>
    ${found.figures.length
      ? html`${tableView(found.figures)}
        <p class=${found.may_pay ? "" : "soft"}>${found.may_pay ? p.mayPay : p.mayNotPay}</p>
        <p class="soft">${p.expectedHint} <a href="/scoreboard/method">${p.method}</a>، ${p.methodIs(persianDigits(found.method_version))}.</p>`
      : html`<p class="soft">${p.pickAgency}</p>`}
  </section>`;
}

function tableView(figures: Figure[]): TemplateResult {
  return html`<table class="stacked"><thead><tr><th scope="col">${p.figure}</th><th scope="col">${p.value}</th><th scope="col">${p.expected}</th>
      <th scope="col">${p.band}</th><th scope="col">${p.people}</th></tr></thead>
    <tbody>${figures.map((one) => html`<tr><th scope="row">${one.name_fa}<span class="soft">${p.among(one.of_fa)}</span></th>
      ${one.value_fa
        ? html`<td data-label=${p.value}><b>${one.value_fa}</b> <span class="soft">${one.between_fa}</span></td><td data-label=${p.expected}>${one.expected_fa ?? "—"}</td>
          <td data-label=${p.band}>${signView(one.band)} ${one.band_fa}</td><td data-label=${p.people}>${fa(one.n ?? 0)}</td>`
        : html`<td class="soft" colspan="3">${p.few}</td><td data-label=${p.people} class="soft">${one.n === undefined ? p.less : fa(one.n)}</td>`}</tr>`)}</tbody></table>`;
}

/** A form besides the colour, for who sees no colours. */
function signView(band: Figure["band"]): TemplateResult | typeof nothing {
  if (band === "too_few") return nothing;
  const shape = { better: svg`<path d="M0-7 7 6H-7Z"></path>`, worse: svg`<path d="M0 7 7-6H-7Z"></path>`, as_expected: svg`<circle r="5"></circle>` }[band];
  return html`<svg class=${`sign ${band}`} viewBox="-8 -8 16 16" aria-hidden="true">${shape}</svg>`;
}

function lotView(gaps: Gap[], agency: string | undefined): TemplateResult {
  const shown = agency ? gaps.filter(({ agency_id }) => agency_id === agency) : gaps.filter(({ is_flagged }) => is_flagged);
  return html`<section class="panel" aria-labelledby="lot-title"><h3 id="lot-title">${p.lot}</h3><p class="soft">${p.lotHint}</p>
    ${shown.map((one) => gapView(one, agency === undefined))}
    ${shown.length ? nothing : html`<p>${agency ? p.lotNone : p.noFlag}</p>`}</section>`;
}

/** The citizens' words on the telephone beside the ledger's figures. */
export function gapView(one: Gap, isNamed: boolean): TemplateResult {
  const verdict = one.is_flagged ? p.flagged : one.called < LEAST_CALLS ? p.tooFewCalls : p.agrees;
  return html`<div class="gap" data-agency=${one.agency_id}>${isNamed ? html`<p><b>${one.agency_name}</b></p>` : nothing}
    <p>${p.lotCalled(fa(one.called), fa(one.drawn))}</p>
    ${one.by_lot && one.by_ledger && one.called >= LEAST_CALLS
      ? html`<dl class="pairs"><div><dt>${p.byLot}</dt><dd>${boundsView(one.by_lot)}</dd></div><div><dt>${p.byLedger}</dt><dd>${boundsView(one.by_ledger)}</dd></div></dl>`
      : nothing}
    <p class=${one.is_flagged ? "flag" : "soft"}>${verdict}</p></div>`;
}

function boundsView({ low, point, high }: { low: number; point: number; high: number }): TemplateResult {
  return shareView({ part: 0, of: 0, share: point, low, high });
}

function objectionsView(state: PeriodsState, page: PeriodPage): TemplateResult {
  return html`<section class="panel" aria-labelledby="objections-title"><h3 id="objections-title">${p.objections}</h3>
    ${page.objections.length ? html`<ul class="closures">${page.objections.map((one) => objectionView(state, one))}</ul>` : html`<p class="soft">${p.noObjection}</p>`}
    ${page.may_object && state.mayObject ? formView(state) : nothing}</section>`;
}

function objectionView(state: PeriodsState, one: Objection): TemplateResult {
  const isOpen = !one.decision && state.page?.state === "provisional";
  return html`<li data-objection=${one.number}>
    <p><b>${one.agency_name}</b> · ${one.cases ? p.toCases(fa(one.cases)) : p.toAll} · <time>${one.at_fa}</time>
      <span class=${one.decision ? "badge settled" : "badge"}>${one.decision_fa ?? p.waits}</span></p>
    <p class="words" dir="auto">${one.words}</p>
    ${one.codes.length ? html`<p class="soft">${one.codes.map((code) => html`<a class="code" dir="ltr" href=${hashOf("cases", code)}>${code}</a> `)}</p>` : nothing}
    ${one.decision_words ? html`<p class="words" dir="auto"><span class="soft">${p.why}:</span> ${one.decision_words}</p>` : nothing}
    ${isOpen && state.mayObject ? html`<p class="row"><button class="small" @click=${() => void state.takeBack(one.number)}>${p.takeBack}</button></p>` : nothing}
    ${isOpen && state.mayDecide ? decisionView(state, one) : nothing}</li>`;
}

function decisionView(state: PeriodsState, one: Objection): TemplateResult {
  if (state.asked !== one.number) return html`<p class="row"><button class="small" @click=${() => ask(state, one.number)}>${p.decide}</button></p>`;
  return html`<form class="fields" aria-label=${p.decide} @submit=${(event: SubmitEvent) => decide(event, state, one.number)}>
    <p class="soft wide" id="decide-hint">${p.decideHint}</p>
    <label class="wide">${p.why}<textarea name="words" rows="3" required minlength="3" maxlength="2000" aria-describedby="decide-hint"></textarea></label>
    <p class="buttons wide"><button class="main" name="is_upheld" value="true">${p.uphold}</button><button name="is_upheld" value="false">${p.refuse}</button></p></form>`;
}

function formView(state: PeriodsState): TemplateResult {
  return html`<form class="fields" aria-label=${p.object} @submit=${(event: SubmitEvent) => object(event, state)}>
    <p class="soft wide" id="object-hint">${p.objectHint}</p>
    <label class="wide">${p.reason}<textarea name="words" rows="4" required minlength="3" maxlength="2000" aria-describedby="object-hint"></textarea></label>
    <label class="wide">${p.codes}<textarea name="codes" rows="2" dir="ltr" maxlength="8000" autocomplete="off" aria-describedby="codes-hint"></textarea></label>
    <p class="soft wide" id="codes-hint">${p.codesHint}</p>
    <button class="main">${p.submit}</button></form>`;
}

function exportView({ period }: PeriodPage, found: PeriodFigures | undefined): TemplateResult {
  const file = (kind: string): string => `/api/v1/desk/periods/${period}/export.${kind}`;
  const steps = p.verifySteps;
  return html`<section class="panel" aria-labelledby="export-title"><h3 id="export-title">${p.export}</h3><p class="soft">${p.exportHint}</p>
    <p class="buttons"><a class="button" href=${file("zip")} download>${p.zip}</a><a class="button" href=${file("csv")} download>${p.csv}</a>
      <a class="button" href=${file("json")} download>${p.json}</a></p>
    <details><summary>${p.verify}</summary><ol class="verify">
      <li>${steps.program} <a href="/api/v1/desk/periods/verify_export.py" download>${p.program}</a></li>
      <li>${steps.key} <a href="/api/v1/ledger/roots">${p.roots}</a></li>
      <li>${steps.run}<pre class="code" dir="ltr" tabindex="0">python verify_export.py figures-${period}.zip --key KEY</pre></li></ol>
      ${found?.root_hash ? html`<p class="soft">${p.root(found.root_day_fa ?? "")} <code class="code hash" dir="ltr">${found.root_hash}</code></p>` : nothing}</details></section>`;
}

function choose(period: string, event: Event): void {
  const agency = (event.target as HTMLSelectElement).value;
  location.hash = `${hashOf("periods", period)}${agency ? `?agency_id=${encodeURIComponent(agency)}` : ""}`;
}

function ask(state: PeriodsState, number: number): void {
  state.ask(number);
  void focusOn(".periods form [name=words]");
}

async function object(event: SubmitEvent, state: PeriodsState): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const given = new FormData(form);
  const codes = asciiDigits(`${given.get("codes") ?? ""}`).toUpperCase().split(/[\s,،؛]+/).filter(Boolean);
  if (await state.objectTo(`${given.get("words") ?? ""}`.trim(), codes)) form.reset();
}

function decide(event: SubmitEvent, state: PeriodsState, number: number): void {
  event.preventDefault();
  const words = `${new FormData(event.target as HTMLFormElement).get("words") ?? ""}`.trim();
  const chosen = (event.submitter as HTMLButtonElement | null)?.value;
  if (chosen) void state.decide(number, chosen === "true", words);
}
