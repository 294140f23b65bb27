import { html, nothing, type TemplateResult } from "lit";
import { hashOf } from "../shell/places.js";
import { fa } from "../spans.js";
import { linked } from "../views/linked.js";
import { actionsView, sheetView } from "./actions.js";
import type { CasePage, Step } from "./contract.js";
import { alongOf, filesView } from "./files.js";
import { ledgerView } from "./ledger.js";
import { personalView } from "./personal.js";
import { alikeView, assigneeView } from "./beside-view.js";
import type { CasesState } from "./state.js";
import { c } from "./strings.fa.js";

/** The open case: its data, its history, and the possible actions. */
export function pageView(cases: CasesState, page: CasePage): TemplateResult {
  const { deadlines } = page;
  return html`
    <header class="case-head">
      <a class="back" href=${hashOf("cases")}>${c.back}</a>
      <h2 tabindex="-1" id="case-title">${page.kind_fa} <b class="code" dir="ltr">${page.tracking_code}</b></h2>
      <p class="state ${page.status}">${page.status_fa}</p>
      ${deadlines.is_overdue ? html`<span class="badge late">${c.overdueShort}</span>` : nothing}
      <div class="actions">${actionsView(cases, page)}</div>
    </header>
    <p class="done" role="status" ?hidden=${!cases.done}>${cases.done}</p>
    ${cases.sheet ? sheetView(cases, cases.sheet) : nothing}
    <div class="case-body">
      <section class="case-main">
        <h3>${c.description}</h3>
        <p class="words" dir="auto">${linked(page.description)}</p>
        <h3>${c.timeline}</h3>
        <ol class="timeline">${page.timeline.map((step) => stepView(cases, step))}</ol>
        ${ledgerView(cases)}
      </section>
      <section class="case-side">
        <h3>${c.facts}</h3>
        ${matterView(page)}
        <dl>${factsOf(page).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
        ${assigneeView(cases, page)}${alikeView(cases, page)}${filesView(cases)}${personalView(cases, page)}
      </section>
    </div>
  `;
}

/** Whom else the matter is about. */
function matterView({ people, leader, followers }: CasePage): TemplateResult | typeof nothing {
  const link = (code: string): TemplateResult => html`<a class="code" href=${hashOf("cases", code)} dir="ltr">${code}</a>`;
  if (leader) return html`<p class="matter">${c.follows} ${link(leader)}</p>`;
  if (people < 2) return nothing;
  return html`<details class="matter"><summary>${c.peopleAre(fa(people))}</summary>
    <ul>${followers.map((code) => html`<li>${link(code)}</li>`)}</ul></details>`;
}

function factsOf(page: CasePage): [string, string | TemplateResult][] {
  const { deadlines, verdict, score } = page;
  const place = [...new Set([page.province, page.city].filter(Boolean))].join("، ");
  const said = verdict ? [c.verdicts[verdict], score ? c.score(fa(score)) : ""].filter(Boolean).join("، ") : "";
  const all: [string, string | undefined][] = [
    [c.agency, page.agency_name],
    [c.level, c.levelIs(page.level.title, fa(page.level.number))],
    [c.due, deadlines.due_at_fa],
    [c.left, deadlines.time_left_fa?.replace(/^.*\((.*)\)$/, "$1")],
    [c.indicator, page.indicator_fa],
    [c.place, place],
    [c.service, page.service_title],
    [c.created, page.created_at_fa],
    [c.occurred, page.occurred_at_fa],
    [c.identity, page.identity_fa],
    [c.verdict, said],
  ];
  return all.filter((pair): pair is [string, string] => Boolean(pair[1]));
}

function stepView(cases: CasesState, step: Step): TemplateResult {
  const words = step.text ?? (step.is_note ? c.noteHidden : undefined);
  return html`<li class=${step.is_note ? "step note" : `step by-${step.by}`}>
    <p><b>${step.title_fa}</b></p>
    ${words ? html`<p class="words" dir="auto">${linked(words)}</p>` : nothing}
    ${step.files.length ? html`<p class="soft">${c.filesOfStep(fa(step.files.length), alongOf(cases, step.files))}</p>` : nothing}
    ${step.reason_fa ? html`<p class="soft" dir="auto">${c.reason}: ${linked(step.reason_fa)}</p>` : nothing}
    <p class="soft">${step.who_fa} · <time>${step.at_fa}</time></p>
  </li>`;
}
