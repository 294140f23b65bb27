import { html, nothing, svg, type TemplateResult } from "lit";
import { hashOf } from "../shell/places.js";
import { fa } from "../spans.js";
import type { PeriodsState, Signal, Signals } from "./periods-state.js";
import { g } from "./signals-strings.fa.js";

/** Matters that an agency has more often than others: something to look at, by agency. */
export function signalsView(state: PeriodsState): TemplateResult {
  return html`<section class="panel signals" aria-labelledby="signals-title"><h3 id="signals-title">${g.title}</h3><p class="soft">${g.hint}</p>
    ${state.signalsNotice ? failedView(state) : state.signals ? foundView(state, state.signals) : html`<p class="soft" role="status">${g.loading}</p>`}</section>`;
}

function failedView(state: PeriodsState): TemplateResult {
  return html`<div class="notice row" role="alert"><span>${g.failed} ${state.signalsNotice}</span>
    <button class="small" @click=${() => void state.readSignals()}>${g.again}</button></div>`;
}

function foundView(state: PeriodsState, { flags, objection_until_fa: until }: Signals): TemplateResult {
  const chosen = state.figures?.agency_id;
  const shown = chosen ? flags.filter(({ agency_id }) => agency_id === chosen) : flags;
  const isOwn = state.mayObject;
  if (!shown.length) return html`<p>${isOwn ? g.noneOwn : chosen ? g.noneHere : g.none}</p><p class="soft">${g.needs}</p>`;
  return html`${[...byAgency(shown).values()].map((those) => agencyView(state, those, chosen === undefined && !isOwn))}
    <p class="soft">${until ? html`${isOwn ? g.objectOwn(until) : g.objectTheirs(until)} ` : nothing}${isOwn ? g.whoOwn : g.who}</p>`;
}

function byAgency(flags: Signal[]): Map<string, Signal[]> {
  const found = new Map<string, Signal[]>();
  for (const one of flags) found.set(one.agency_id, [...(found.get(one.agency_id) ?? []), one]);
  return found;
}

function agencyView({ page, figures }: PeriodsState, flags: Signal[], isNamed: boolean): TemplateResult {
  const [{ agency_id: id, agency_name: name }] = flags as [Signal];
  const here = `${hashOf("periods", page?.period)}?agency_id=${encodeURIComponent(id)}`;
  return html`<div class="gap" data-agency=${id}>${isNamed ? html`<p class="row">${figures ? html`<a href=${here}><b>${name}</b></a>` : html`<b>${name}</b>`} <span class="badge settled">${g.count(fa(flags.length))}</span></p>` : nothing}
    <ul>${flags.map(signalView)}</ul></div>`;
}

function signalView(one: Signal): TemplateResult {
  return html`<li data-signal=${one.signal}><h4>${one.name_fa}</h4><p>${one.seen_fa}</p>
    <dl class="beside">${barView(g.seen, one.share, "seen")}${barView(g.expected, one.expected, "usual")}
      <div><dt>${g.number}</dt><dd>${g.of(fa(one.observed), fa(one.n))}</dd></div></dl>
    <p class="soft">${one.chance_fa} ${one.may_be_fa}</p></li>`;
}

/** A share in words and as a bar that grows from the right, as one reads. */
function barView(name: string, share: number, kind: string): TemplateResult {
  const width = Math.min(100, Math.max(1, share * 100));
  return html`<div><dt>${name}</dt><dd><b>${share < 0.005 ? g.under : `${fa(Math.round(share * 100))}٪`}</b>
    <svg class=${`bar-of ${kind}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class="whole" width="100" height="8"></rect><rect x=${100 - width} width=${width} height="8"></rect>`}</svg></dd></div>`;
}
