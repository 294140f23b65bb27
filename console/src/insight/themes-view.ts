import { html, nothing, type TemplateResult } from "lit";
import { dayFieldView, dayHintView } from "../dates/field.js";
import { givenIn } from "../fields.js";
import { focusOn } from "../focus.js";
import { hashOf } from "../shell/places.js";
import { fa } from "../spans.js";
import type { Named, Theme, ThemePage, ThemesState } from "./themes-state.js";
import { m } from "./themes-strings.fa.js";

const HINT = "due-hint";

/** The board of open questions: themes on one side, the open one on the other. */
export function themesView(state: ThemesState): TemplateResult {
  const { page } = state;
  return html`<main class="room cases themes" data-open=${page ? "page" : "list"}>
    <nav class="lists" aria-label=${m.list} @keydown=${move}>${filtersView(state)}${boardView(state)}</nav>
    <section class="case" aria-label=${m.title}>
      <p class="notice" role="alert" ?hidden=${!state.notice}>${state.notice}</p>
      <p class="done" role="status" ?hidden=${!state.done}>${state.done}</p>
      ${page ? pageView(state, page) : html`<p class="empty">${m.choose}</p>`}
    </section>
  </main>`;
}

/** The name of a theme: given by a human, or else its most typical words. */
function nameOf(theme: Theme): string {
  return theme.title ?? theme.proposal ?? m.unnamed;
}

function filtersView(state: ThemesState): TemplateResult {
  const { wanted } = state;
  return html`<h2>${m.title}</h2><p class="soft">${m.hint}</p>
  <fieldset class="filters"><legend class="unseen">${m.filters}</legend>
    <label>${m.kind}<select @change=${(event: Event) => void state.filter({ kind: valueOf(event) })}>
      ${Object.entries(m.kinds).map(([id, title]) => html`<option value=${id} .selected=${id === wanted.kind}>${title}</option>`)}</select></label>
    <label>${m.show}<select @change=${(event: Event) => void state.filter({ ended: valueOf(event) === "ended" })}>
      ${Object.entries(m.shows).map(([id, title]) => html`<option value=${id} .selected=${(id === "ended") === wanted.ended}>${title}</option>`)}</select></label>
    ${state.mayKeep
      ? html`<label class="check"><input type="checkbox" .checked=${wanted.mine}
          @change=${(event: Event) => void state.filter({ mine: (event.target as HTMLInputElement).checked })}>${m.mine}</label>`
      : nothing}
  </fieldset>`;
}

function boardView(state: ThemesState): TemplateResult | typeof nothing {
  const { board, page } = state;
  if (!board) return nothing;
  return html`
    ${board.themes.length ? nothing : html`<p class="empty">${m.none}</p>`}
    ${board.themes.map((one) => entryView(one, page?.id))}
    <p class="soft">${board.is_grouping ? m.grouping : board.grouped_at_fa ? m.grouped(board.grouped_at_fa) : m.never}
      ${board.alone ? m.alone(fa(board.alone)) : nothing}</p>
    <p class="buttons"><button class="small" @click=${() => void state.read()}>${m.refresh}</button>
      ${state.mayKeep ? html`<button class="small" @click=${() => void state.group()}>${m.group}</button>` : nothing}</p>`;
}

function entryView(one: Theme, open: number | undefined): TemplateResult {
  return html`<a class="entry" href=${hashOf("themes", `${one.id}`)} aria-current=${one.id === open ? "true" : "false"}>
    <span class="entry-top"><b>${nameOf(one)}</b>
      ${one.is_overdue ? html`<span class="badge late">${m.overdue}</span>` : html`<span class="badge">${one.state_fa}</span>`}</span>
    <span class="soft">${one.kind_fa} · ${one.people ? m.people(fa(one.people)) : m.few} · ${m.rows(fa(one.rows))}</span>
    ${one.owner ? html`<span class="soft">${m.owner} ${one.owner.title}${one.due_fa ? html` · ${m.due} ${one.due_fa}` : nothing}</span>` : nothing}
    ${one.asked_since ? html`<span class="soft">${m.since(fa(one.asked_since))}</span>` : nothing}
  </a>`;
}

function pageView(state: ThemesState, page: ThemePage): TemplateResult {
  const goesOn = page.state === "open" || page.state === "assigned";
  return html`<p><a class="back" href=${hashOf("themes")}>${m.back}</a></p>
    <div class="case-head"><h2 id="theme-title" tabindex="-1">${nameOf(page)}</h2><span class="state">${page.state_fa}</span></div>
    <div class="case-body"><div class="case-main">
      ${wordsView(page)}
      ${state.mayKeep ? html`${goesOn ? workView(state, page) : nothing}${afterView(state, page, goesOn)}` : nothing}
    </div>
    <aside class="case-side" aria-label=${m.why}>${factsView(page)}</aside></div>`;
}

function wordsView(page: ThemePage): TemplateResult {
  return html`<h3>${m.words}</h3>
    ${page.words.length ? nothing : html`<p class="soft">${m.noWords}</p>`}
    <ul class="said-words">${page.words.map((one) => html`<li><p class="words">${one.text}</p>
      <p class="soft">${[one.times > 1 ? m.times(fa(one.times)) : "", one.reason_fa, one.service_title, one.aspect_fa].filter(Boolean).join(" · ")}</p></li>`)}</ul>`;
}

function factsView(page: ThemePage): TemplateResult {
  const facts: [string, string | undefined][] = [
    [m.howMany, page.people ? fa(page.people) : m.few],
    [m.why, page.reasons.map(({ title_fa, count }) => `${title_fa}: ${fa(count)}`).join("؛ ") || undefined],
    [m.agency, page.agency_name],
    [m.owner, page.owner?.title],
    [m.due, page.due_fa],
    [m.service, page.service?.title],
    [m.reason, page.reason],
    [m.likely, page.likely.map(({ title }) => title).join("؛ ") || undefined],
  ];
  return html`<dl>${facts.map(([title, text]) => (text ? html`<div><dt>${title}</dt><dd>${text}</dd></div>` : nothing))}</dl>
    ${page.latest_fa ? html`<p class="soft">${m.latest(page.latest_fa)}</p>` : nothing}
    ${page.merged_into ? html`<p><a href=${hashOf("themes", `${page.merged_into}`)}>${m.mergedInto(fa(page.merged_into))}</a></p>` : nothing}
    ${page.checked ? html`<p>${m.result(fa(page.checked.answered), fa(page.checked.asked), page.checked.at_fa)}</p>` : nothing}`;
}

function workView(state: ThemesState, page: ThemePage): TemplateResult {
  const owners = state.board?.owners ?? [];
  return html`
    <form class="fields" aria-label=${m.name} @submit=${(event: SubmitEvent) => send(event, state, "name", m.named)}>
      <label class="wide">${m.name}<input name="title" required minlength="3" maxlength="120" autocomplete="off" .value=${page.title ?? page.proposal?.slice(0, 120) ?? ""}></label>
      <button>${m.nameIt}</button></form>
    <form class="fields" aria-label=${m.assign} @submit=${(event: SubmitEvent) => send(event, state, "assign", m.assigned)}>
      <label>${m.assignTo}<select name="owner_id" required><option value="">${m.chooseOwner}</option>
        ${owners.map(({ id, title }) => html`<option value=${id} .selected=${id === page.owner?.id}>${title}</option>`)}</select></label>
      ${dayFieldView(state.faults, "due", { title: m.until, hint: HINT })}
      ${dayHintView(HINT, false)}
      <button class="main">${m.assign}</button></form>
    ${page.kind === "question" ? linkView(state, page) : nothing}
    <form class="fields" aria-label=${m.dismiss} @submit=${(event: SubmitEvent) => send(event, state, "dismiss", m.dismissed)}>
      <label class="wide">${m.dismissWhy}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
      <button>${m.dismiss}</button></form>`;
}

function linkView(state: ThemesState, page: ThemePage): TemplateResult {
  const offered: Named[] = state.found ?? page.likely;
  return html`<form class="fields" aria-label=${m.answer} @submit=${(event: SubmitEvent) => find(event, state)}>
    <label class="wide">${m.answer}<input name="q" type="search" maxlength="200" autocomplete="off" placeholder=${m.search}></label>
    <button>${m.find}</button>
    <p class="buttons wide">${offered.map(({ id, title }) => html`<button type="button" class="small"
      @click=${() => void state.step("answer", m.linked, { service_id: id })}>${m.link(title)}</button>`)}</p></form>`;
}

function afterView(state: ThemesState, page: ThemePage, goesOn: boolean): TemplateResult {
  const canAsk = page.kind === "question" && page.words.length > 0;
  return html`<p class="buttons">
    ${goesOn ? nothing : html`<button @click=${() => void state.step("reopen", m.reopened)}>${m.reopen}</button>`}
    ${canAsk
      ? html`<button title=${m.recheckHint} @click=${() => void state.step("recheck", m.rechecked)}>${m.recheck}</button>
          <button @click=${() => void state.export()}>${m.export}</button>`
      : nothing}</p>
    ${state.lines ? html`<label>${m.lines}<textarea class="code" dir="auto" rows="8" readonly .value=${state.lines}></textarea></label>` : nothing}`;
}

/** Does the action of a key with Alt among themes; whether the key has one. */
export function themeKey(key: string): boolean {
  if (key !== "KeyR") return false;
  void focusOn(".themes [name=title]");
  return true;
}

function move(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const entries = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("a.entry")];
  const at = entries.indexOf(document.activeElement as HTMLElement);
  const next = entries[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

function valueOf(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}

async function send(event: SubmitEvent, state: ThemesState, step: string, words: string): Promise<void> {
  await state.step(step, words, givenIn(event));
}

function find(event: SubmitEvent, state: ThemesState): void {
  event.preventDefault();
  const words = `${new FormData(event.target as HTMLFormElement).get("q") ?? ""}`.trim();
  if (words) void state.search(words);
}
