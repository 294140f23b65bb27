import { html, nothing, type TemplateResult } from "lit";
import { persianDigits } from "../digits.js";
import { focusOn } from "../focus.js";
import { hashOf } from "../shell/places.js";
import { fa } from "../spans.js";
import type { Call, CallsState, Outcome, Progress } from "./calls-state.js";
import { l } from "./calls-strings.fa.js";
import { p } from "./periods-strings.fa.js";
import { gapView } from "./periods-view.js";

/** The part of the console for people who call citizens and ask whether their problem is solved. */
export function callsView(state: CallsState, maySeeGaps: boolean): TemplateResult {
  const { call, progress } = state;
  return html`<main class="upkeep calls">
    <p class="notice" role="alert" ?hidden=${!state.notice}>${state.notice}</p>
    <p class="done" role="status" ?hidden=${!state.done}>${state.done}</p>
    <section class="panel" aria-labelledby="calls-title"><header class="panel-head"><h2 id="calls-title">${l.title}</h2>${progress ? progressView(progress) : nothing}</header>
      <p class="soft">${l.hint}</p></section>
    ${call ? callView(state, call) : state.calls ? html`<p class="empty">${l.empty}</p>` : state.notice ? nothing : html`<p class="soft" role="status">${l.loading}</p>`}
    ${maySeeGaps && progress ? gapsView(state, progress) : nothing}
  </main>`;
}

function progressView({ said, declined, not_reached, waiting }: Progress): TemplateResult {
  const told: [string, number][] = [[l.said, said], [l.declined, declined], [l.notReached, not_reached], [l.waiting, waiting]];
  return html`<dl class="counts" aria-label=${l.progress}>${told.map(([name, count]) => html`<div><dt>${name}</dt><dd>${fa(count)}</dd></div>`)}</dl>`;
}

function callView(state: CallsState, call: Call): TemplateResult {
  const { page } = state;
  return html`<section class="panel call" aria-labelledby="call-title" data-code=${call.tracking_code}>
    <h2 id="call-title" tabindex="-1">${l.call} <a class="code" dir="ltr" href=${hashOf("cases", call.tracking_code)}>${call.tracking_code}</a></h2>
    <div class="call-body"><div class="call-part">
        <dl class="pairs">${factsOf(state, call).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
        ${page ? html`<div><h3>${l.matter}</h3><p class="words" dir="auto">${page.description}</p></div>${numberView(state, call)}` : nothing}
      </div><div class="call-part">
        <div><h3>${l.script}</h3><ol class="script">${l.steps.map((step) => html`<li>${step}</li>`)}</ol><p class="soft">${l.rules}</p></div>
        ${page ? formView(state) : nothing}
      </div></div>
  </section>`;
}

function factsOf({ page }: CallsState, call: Call): [string, string][] {
  return [
    [l.agency, call.agency_name],
    ...(page ? ([[l.kind, page.kind_fa], [l.filed, page.created_at_fa]] as [string, string][]) : []),
    [l.drawn, call.drawn_fa],
    [l.until, call.until_fa],
    [l.tries, call.tries ? l.times(fa(call.tries)) : l.never],
  ];
}

function numberView(state: CallsState, call: Call): TemplateResult {
  if (state.number) return html`<div><h3>${l.number}</h3><p class="number"><a href=${`tel:${state.number}`} dir="ltr">${persianDigits(state.number)}</a></p></div>`;
  if (!state.mobile) return html`<p class="soft">${l.noNumber}</p>`;
  return html`<form class="why" aria-label=${l.number} @submit=${(event: SubmitEvent) => reveal(event, state)}>
    <p class="soft" id="number-hint">${l.hidden}</p>
    <label>${l.why}<textarea name="reason" rows="2" required minlength="8" maxlength="200" autocomplete="off" aria-describedby="number-hint"
      .value=${l.reason(call.agency_name).slice(0, 200)}></textarea></label>
    <div class="buttons"><button class="main">${l.show}</button></div></form>`;
}

function formView(state: CallsState): TemplateResult {
  return html`<form class="outcome" aria-label=${l.outcome} @submit=${(event: SubmitEvent) => note(event, state)}>
    <fieldset aria-describedby="once-hint"><legend>${l.outcome}</legend>
      ${Object.entries(l.outcomes).map(([id, title]) => html`<label class="check"><input type="radio" name="outcome" value=${id} required>${title}</label>`)}</fieldset>
    <p class="soft" id="once-hint">${l.onceHint}</p>
    <div class="buttons"><button class="main">${l.keep}</button><button type="button" @click=${(event: Event) => void next(state.postpone(), (event.target as HTMLButtonElement).form!)}>${l.later}</button></div></form>`;
}

function gapsView({ gaps }: CallsState, { month_fa }: Progress): TemplateResult {
  const flagged = gaps.filter(({ is_flagged }) => is_flagged);
  return html`<section class="panel" aria-labelledby="gaps-title"><h3 id="gaps-title">${l.gaps(month_fa)}</h3><p class="soft">${l.gapsHint}</p>
    ${flagged.length ? flagged.map((one) => gapView(one, true)) : html`<p>${p.noFlag}</p>`}</section>`;
}

function reveal(event: SubmitEvent, state: CallsState): void {
  event.preventDefault();
  const reason = `${new FormData(event.target as HTMLFormElement).get("reason") ?? ""}`.trim();
  if (reason) void state.reveal(reason).then((isShown) => (isShown ? focusOn(".number a") : undefined));
}

function note(event: SubmitEvent, state: CallsState): void {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const outcome = new FormData(form).get("outcome") as Outcome | null;
  if (outcome) void next(state.note(outcome), form);
}

/** The next call begins with a clean form, at its title. */
async function next(step: Promise<boolean>, form: HTMLFormElement): Promise<void> {
  if (!(await step)) return;
  form.reset();
  await focusOn("#call-title");
}
