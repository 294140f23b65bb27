import { html, nothing, svg, type TemplateResult } from "lit";
import type { Terms } from "../cases/contract.js";
import { hashOf } from "../shell/places.js";
import { fa, spanFa } from "../spans.js";
import type { Marks, Row, Share, Situation } from "./contract.js";
import { casesOf, type Made } from "./links.js";
import { mapView } from "./map.js";
import type { SituationState } from "./state.js";
import { w } from "./strings.fa.js";
import { trendView } from "./trend.js";

const MOST_AGENCIES = 10;

export interface Rights {
  readCases: boolean;
  seeQueue: boolean;
  keepOutages: boolean;
  /** Only one agency is theirs to see. */
  isClerk: boolean;
}

/** The part of the console that shows the current situation: late cases first. */
export function situationView(state: SituationState, terms: Terms | undefined, rights: Rights): TemplateResult {
  const { found } = state;
  return html`<main class="situation">
    <p class="notice" role="alert" ?hidden=${!state.notice}>${state.notice}</p>
    ${headView(state, terms, rights)}
    ${found ? partsView(state, found, rights) : state.notice ? nothing : html`<p class="soft" role="status">${w.loading}</p>`}
  </main>`;
}

function headView(state: SituationState, terms: Terms | undefined, rights: Rights): TemplateResult {
  const { found } = state;
  const query = state.agency ? `?agency_id=${encodeURIComponent(state.agency)}` : "";
  return html`<header class="situation-head">
    <h2>${w.title}${found?.agency_name ? html` <span class="soft">${found.agency_name}</span>` : nothing}</h2>
    ${found ? html`<p class="soft updated">${w.updated(found.at_fa)}</p>` : nothing}
    ${rights.isClerk ? nothing : html`<label class="scope"><span class="unseen">${w.scope}</span><select @change=${(event: Event) => go((event.target as HTMLSelectElement).value)}>
      <option value="" .selected=${!state.agency}>${w.all}</option>
      ${(terms?.agencies ?? []).map(({ id, title }) => html`<option value=${id} .selected=${id === state.agency}>${title}</option>`)}</select></label>`}
    <a class="button" href=${reportOf(state.agency ?? found?.agency_id)}>${found?.agency_id ? w.report : w.reports}</a>
    <a class="button" href=${`/api/v1/desk/situation.csv${query}`} download>${w.save}</a>
  </header>`;
}

/** The report of the month that ended last, or all of them to choose from. */
function reportOf(agency: string | undefined): string {
  return agency ? `/desk/reports/${encodeURIComponent(agency)}` : "/desk/reports";
}

function go(agency: string): void {
  location.hash = hashOf("situation", agency || undefined);
}

function partsView(state: SituationState, found: Situation, rights: Rights): TemplateResult {
  return html`${tilesView(state, found, rights)}
    <div class="situation-grid">
      <section class="panel-map" aria-labelledby="map-title"><h3 id="map-title">${w.map}</h3>
        ${mapView(state, found.provinces, rights.readCases)}
        <p class="soft">${w.mapHint} <span class="on-keys">${w.mapKeys}</span></p>
        ${rowsTable(w.province, found.provinces, w.asTable, (row) => numberOf(state, rights, { province: row.id ? row.name : "-" }))}
      </section>
      ${found.agencies.length || !found.agency_id ? agenciesView(state, found, rights) : nothing}
      ${rights.readCases ? nearestView(state) : nothing}
      ${outagesView(found, rights)}
      ${marksView(state, found, rights)}
      ${found.settled.length ? settledView(found) : nothing}
      <section class="panel-trend" aria-labelledby="trend-title"><h3 id="trend-title">${w.trend}</h3>${trendView(found.trend)}<p class="soft">${w.trendHint}</p></section>
    </div>`;
}

/** A number: readers of cases may follow it to its cases, others only read it. */
function counted(rights: Rights, made: Made, words: string | TemplateResult): TemplateResult {
  return rights.readCases ? html`<a href=${casesOf(made)}>${words}</a>` : html`<span>${words}</span>`;
}

function tilesView(state: SituationState, found: Situation, rights: Rights): TemplateResult {
  const { now, clocks, queue } = found;
  const day = found.moved.find(({ window }) => window === "day");
  const of = (made: Made): Made => ({ agency_id: state.agency, ...made });
  return html`<ul class="tiles">
    <li class=${now.late ? "tile urgent" : "tile"}><h3>${w.late}</h3><p class="figure">${counted(rights, of({ overdue: true }), fa(now.late))}</p>
      <p class="soft">${w.lateHint}</p>
      ${day ? html`<p>${counted(rights, of({ breached: true, within_h: 24 }), w.breached(fa(day.breached)))}</p>` : nothing}</li>
    <li class=${clocks.within_3h ? "tile near" : "tile"}><h3>${w.soon}</h3><p class="figure">${counted(rights, of({ due_in_h: 3 }), fa(clocks.within_3h))}</p>
      <p class="soft">${w.soonHint}</p>
      <dl class="clocks" aria-label=${w.clocksTitle}>${([1, 24, 72] as const).map((hours) => html`<div><dt>${w.clocks[`within_${hours}h`]}</dt>
        <dd>${counted(rights, of({ due_in_h: hours }), fa(clocks[`within_${hours}h`]))}</dd></div>`)}</dl></li>
    <li class="tile"><h3>${w.waiting}</h3><p class="figure">${counted(rights, of({}), fa(now.waiting))}</p>
      <p class="soft">${w.waitingHint}${found.unknown_agency ? html` (${w.unknown(fa(found.unknown_agency))})` : nothing}</p>
      ${day ? html`<p class="pair">${counted(rights, of({ moved: ["registered"], within_h: 24 }), w.filed(fa(day.filed)))}
        ${counted(rights, of({ moved: ["answered"], within_h: 24 }), w.answered(fa(day.answered)))}</p>` : nothing}</li>
    ${queue ? html`<li class="tile"><h3>${w.queue}</h3><p class="figure">${rights.seeQueue ? html`<a href=${hashOf("talks")}>${fa(queue.waiting)}</a>` : html`<span>${fa(queue.waiting)}</span>`}</p>
      <p class="soft">${w.queueHint}</p>
      <p class="pair">${queue.longest_s === undefined ? nothing : html`<span>${w.longest(spanFa(queue.longest_s))}</span>`}
        <span>${queue.median_s === undefined ? w.nobodyWaited : w.median(spanFa(queue.median_s))}</span></p></li>` : nothing}
  </ul>`;
}

type Counted = (name: "waiting" | "soon" | "late", count: number) => TemplateResult;

function numberOf(state: SituationState, rights: Rights, made: Made): Counted {
  const more = { waiting: {}, soon: { due_in_h: 24 }, late: { overdue: true } };
  return (name, count) => (count ? counted(rights, { agency_id: state.agency, ...made, ...more[name] }, fa(count)) : html`<span class="soft">${fa(0)}</span>`);
}

function rowsTable(title: string, rows: Row[], summary: string, numbers: (row: Row) => Counted): TemplateResult {
  return html`<details class="as-table"><summary>${summary}</summary>${tallies(title, rows, numbers, w.noProvince)}</details>`;
}

function tallies(title: string, rows: Row[], numbers: (row: Row) => Counted, unknown: string, report = false): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${title}><table class="tallies">
    <thead><tr><th scope="col">${title}</th><th scope="col">${w.measures.late}</th><th scope="col">${w.measures.soon}</th><th scope="col">${w.measures.waiting}</th></tr></thead>
    <tbody>${rows.map((row) => {
      const number = numbers(row);
      return html`<tr><th scope="row">${report && row.id ? html`<a href=${reportOf(row.id)} title=${w.report}>${row.name}</a>` : row.name || unknown}</th><td class=${row.late ? "urgent" : ""}>${number("late", row.late)}</td>
        <td>${number("soon", row.soon)}</td><td>${number("waiting", row.waiting)}</td></tr>`;
    })}</tbody></table></div>`;
}

function agenciesView(state: SituationState, found: Situation, rights: Rights): TemplateResult {
  const rows = found.agencies.slice(0, MOST_AGENCIES);
  const rest = found.agencies.length - rows.length;
  return html`<section class="panel-agencies" aria-labelledby="agencies-title"><h3 id="agencies-title">${w.agencies}</h3>
    ${rows.length ? tallies(w.agency, rows, (row) => (row.id ? numberOf(state, rights, { agency_id: row.id }) : (_, count) => html`${fa(count)}`), w.noAgency, true)
      : html`<p class="soft">${w.nothingWaits}</p>`}
    ${rest > 0 ? html`<p class="soft">${w.moreAgencies(fa(rest))}</p>` : nothing}
    <p><a href=${reportOf(undefined)}>${w.reportsOfAll}</a></p></section>`;
}

function nearestView(state: SituationState): TemplateResult {
  return html`<section class="panel-nearest" aria-labelledby="nearest-title"><h3 id="nearest-title">${w.nearest}</h3>
    ${state.nearest.length ? html`<ul class="near-list">${state.nearest.map((entry) => html`<li><a href=${hashOf("cases", entry.tracking_code)}>
        <b class="code" dir="ltr">${entry.tracking_code}</b><span class="left">${entry.time_left_fa}</span>
        <span class="soft">${[entry.agency_name, entry.place_fa].filter(Boolean).join(" · ")}</span></a></li>`)}</ul>
      <p><a href=${casesOf({ agency_id: state.agency, due_in_h: 72 })}>${w.showAll}</a></p>` : html`<p class="soft">${w.noneNear}</p>`}</section>`;
}

function outagesView(found: Situation, rights: Rights): TemplateResult {
  const title = rights.keepOutages ? html`<a href=${hashOf("outages")}>${w.outages}</a>` : w.outages;
  return html`<section class="panel-outages" aria-labelledby="now-outages-title"><h3 id="now-outages-title">${title}</h3>
    ${found.outages.length ? html`<ul class="outage-list">${found.outages.map((one) => html`<li>
        <span class=${one.is_confirmed ? "badge late" : "badge"}>${one.is_confirmed ? w.confirmed : w.suspected}</span>
        <b>${one.agency_name}</b> <span class="soft">${[one.place_fa, w.since(one.since_fa), one.people ? w.told(fa(one.people)) : ""].filter(Boolean).join(" · ")}</span></li>`)}</ul>`
      : html`<p class="soft">${w.noOutage}</p>`}</section>`;
}

function marksView(state: SituationState, found: Situation, rights: Rights): TemplateResult {
  const verdicts = (hours: number): Made => ({ agency_id: state.agency, moved: ["confirmed", "partly", "disputed"], within_h: hours });
  return html`<section class="panel-marks" aria-labelledby="marks-title"><h3 id="marks-title">${w.marks}</h3>
    ${marksTable(w.caseMarks, found.case_marks, (hours, words) => counted(rights, verdicts(hours), words))}
    ${found.talk_marks.length ? marksTable(w.talkMarks, found.talk_marks, (_, words) => html`${words}`) : nothing}
    <p class="soft">${w.interval}${found.talk_marks.length ? html` ${w.askedDays}` : nothing}</p></section>`;
}

const HOURS = { hour: 1, day: 24, week: 168 } as const;

function marksTable(title: string, rows: Marks[], open: (hours: number, words: string) => TemplateResult): TemplateResult {
  return html`<table class="marks"><caption>${title}</caption>
    <thead><tr><th scope="col">${w.window}</th><th scope="col">${w.good}</th><th scope="col">${w.count}</th><th scope="col">${w.spread}</th><th scope="col">${w.response}</th></tr></thead>
    <tbody>${rows.map(({ window, good, answered, scores }) => html`<tr><th scope="row">${w.windows[window]}</th>
      <td>${shareView(good)}</td><td>${good.of ? open(HOURS[window], fa(good.of)) : html`<span class="soft">${fa(0)}</span>`}</td>
      <td>${spreadView(scores)}</td><td>${answered ? html`${shareView(answered)}<span class="soft small">${w.of(fa(answered.part), fa(answered.of))}</span>` : html`<span class="soft">—</span>`}</td></tr>`)}</tbody></table>`;
}

/** A share with its interval; below ten people only that they are too few. */
export function shareView({ share, low, high }: Share): TemplateResult {
  if (share === undefined || low === undefined || high === undefined) return html`<span class="soft small">${w.few}</span>`;
  return html`<b>${percent(share)}</b><span class="soft small">${w.between(percent(low), percent(high))}</span>`;
}

function percent(share: number): string {
  return `${fa(Math.round(share * 100))}٪`;
}

/** How often each mark was given, as five bars; the numbers are in its name. */
function spreadView(scores: number[]): TemplateResult {
  const most = Math.max(1, ...scores);
  return html`<svg class="spread" viewBox="0 0 50 18" role="img" aria-label=${w.scoresAre(scores.map((count) => fa(count)))}>
    <title>${w.scoresAre(scores.map((count) => fa(count)))}</title>${bars(scores, most)}</svg>`;
}

function settledView(found: Situation): TemplateResult {
  return html`<section class="panel-settled" aria-labelledby="settled-title"><h3 id="settled-title">${w.settled}</h3>
    <table class="marks"><thead><tr><th scope="col">${w.window}</th><th scope="col">${w.alone}</th><th scope="col">${w.talks}</th><th scope="col">${w.handed}</th><th scope="col">${w.bad}</th></tr></thead>
      <tbody>${found.settled.map((one) => html`<tr><th scope="row">${w.windows[one.window]}</th><td>${shareView(one.alone)}</td><td>${fa(one.alone.of)}</td>
        <td>${fa(one.handed_over)}</td><td>${fa(one.badly_rated)}</td></tr>`)}</tbody></table>
    <p class="soft">${w.settledHint}</p></section>`;
}

function bars(scores: number[], most: number): TemplateResult[] {
  return scores.map((count, place) => svg`<rect x=${place * 10 + 1} width="8" y=${17 - (count * 16) / most} height=${(count * 16) / most + 1} rx="1"></rect>`);
}
