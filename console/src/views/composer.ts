import { html, nothing, type TemplateResult } from "lit";
import type { Canned, ServiceCard, Suggestions, Talk } from "../contract.js";
import { focusOn } from "../focus.js";
import { filledFor, unfilledIn } from "../ready/filling.js";
import { slashIds, slashView } from "../ready/slash.js";
import { y } from "../ready/strings.fa.js";
import { hashOf } from "../shell/places.js";
import type { DeskState } from "../state.js";
import { t } from "../strings.fa.js";
import { previewView } from "./preview.js";

/** The operator's text box, with the cards and ready answers that can be put into the answer. */
export function composerView(desk: DeskState, talk: Talk): TemplateResult {
  const draft = desk.drafts.get(talk.conversation_id) ?? "";
  const wanted = desk.slash.wanted(draft);
  const found = wanted === undefined ? [] : desk.slash.found(desk.ready.answers, wanted);
  const take = (one: Canned): void => void insertReady(desk, talk, desk.slash.without(draft), one.text);
  const marked = found.length ? slashIds.option(desk.slash.at) : undefined;
  return html`
    ${desk.cards.previewed ? previewView(desk, desk.cards.previewed) : nothing}
    ${desk.suggestions.shown ? suggestedView(desk, draft, desk.suggestions.shown) : nothing}
    ${wanted === undefined ? nothing : slashView(found, desk.slash.at, desk.ready.placeholders, take)}
    <form class="composer" @submit=${(event: Event) => (event.preventDefault(), say(desk, draft))}>
      <label class="unseen" for="reply">${t.reply}</label>
      <textarea id="reply" rows="3" maxlength="2000" dir=${draft ? "auto" : "rtl"} placeholder=${t.placeholder} .value=${draft}
        aria-autocomplete="list" aria-controls=${found.length ? slashIds.list : nothing} aria-activedescendant=${marked ?? nothing}
        @input=${(event: Event) => desk.draft((event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => (wanted === undefined ? sendOnEnter(event, () => say(desk, draft)) : slashKey(event, desk, draft, found, take))}></textarea>
      <button class="main" ?disabled=${!draft.trim()}>${t.send}</button>
    </form>
    <div class="tools">
      <details class="tool"><summary>${t.canned}</summary>
        <ul class="chips">
          ${desk.ready.answers.map(
            ({ title, text }) => html`<li><button @click=${() => void insertReady(desk, talk, draft, text)}>${title}</button></li>`,
          )}
        </ul>
        <p><a href=${hashOf("ready")}>${y.keep}</a></p>
      </details>
      <details class="tool" id="search-tool"><summary>${t.search}</summary>
        <form role="search" @submit=${(event: SubmitEvent) => searchFor(event, desk)}>
          <label class="unseen" for="search">${t.searchFor}</label>
          <input id="search" name="words" type="search" maxlength="300" placeholder=${t.searchFor}>
          <button>${t.find}</button>
        </form>
        ${desk.cards.found ? foundView(desk, desk.cards.found) : nothing}
      </details>
      <details class="tool"><summary>${t.note}</summary>
        <form @submit=${(event: SubmitEvent) => void addNote(event, desk)}>
          <label class="unseen" for="note">${t.note}</label>
          <input id="note" name="words" maxlength="2000" autocomplete="off">
          <button>${t.addNote}</button>
        </form>
      </details>
    </div>
  `;
}

/** Cards are shown before they are sent; words go into the box, to be read before they are said. */
function suggestedView(desk: DeskState, draft: string, { services, answers }: Suggestions): TemplateResult | typeof nothing {
  if (!services.length && !answers.length) return nothing;
  return html`<section class="suggested" aria-label=${t.suggested}>
    <h2>${t.suggested}</h2>
    <ul class="chips">
      ${answers.map(({ title, text }) => html`<li><button @click=${() => void insert(desk, draft, text)}>${title}</button></li>`)}
      ${services.map(
        (card) => html`<li><button aria-label=${t.insert(card.title)} @click=${() => show(desk, card)}>
          ${t.suggestedCard(card.title)}</button></li>`,
      )}
    </ul>
  </section>`;
}

function foundView(desk: DeskState, found: ServiceCard[]): TemplateResult {
  if (!found.length) return html`<p class="soft" role="status">${t.nothingFound}</p>`;
  return html`<ul class="entries">
    ${found.map(
      (card) => html`<li><button class="entry" @click=${() => show(desk, card)}><b>${card.title}</b><span class="soft">${card.agency.name}</span></button></li>`,
    )}
  </ul>`;
}

/** Puts a ready answer into the reply, and marks the part that is still to be written. */
async function insertReady(desk: DeskState, talk: Talk, draft: string, text: string): Promise<void> {
  const { placeholders } = desk.ready;
  await insert(desk, draft, filledFor(text, placeholders, talk, desk.session.account.name));
  const reply = document.getElementById("reply") as HTMLTextAreaElement;
  const name = unfilledIn(reply.value, placeholders);
  if (!name) return;
  const at = reply.value.indexOf(`{${name}}`);
  reply.setSelectionRange(at, at + name.length + 2);
}

function insert(desk: DeskState, draft: string, text: string): Promise<void> {
  desk.draft(draft.trim() ? `${draft.trimEnd()}\n${text}` : text);
  return focusOn("#reply");
}

/** Sends the reply, unless a ready answer in it still has something to be written. */
function say(desk: DeskState, draft: string): void {
  const unfilled = unfilledIn(draft, desk.ready.placeholders);
  if (!unfilled) return void desk.say(draft);
  desk.notice = y.unfilled(unfilled);
  desk.changed();
}

/** Shows a card before it is sent. */
function show(desk: DeskState, card: ServiceCard): void {
  desk.cards.preview(card);
  void focusOn("#send-card");
}

/** The keys of the list of ready answers: nothing is said while it is open. */
function slashKey(event: KeyboardEvent, desk: DeskState, draft: string, found: Canned[], take: (one: Canned) => void): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const chosen = found[desk.slash.at];
  if (event.isComposing) return;
  if (step) desk.slash.move(step, found.length);
  else if (event.key === "Escape") desk.slash.leave(draft);
  else if (event.key === "Enter" && !event.shiftKey) chosen && take(chosen);
  else return;
  event.preventDefault();
  event.stopPropagation();
  desk.changed();
}

function sendOnEnter(event: KeyboardEvent, send: () => void): void {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
}

function wordsOf(event: SubmitEvent): string {
  event.preventDefault();
  return `${new FormData(event.target as HTMLFormElement).get("words") ?? ""}`;
}

function searchFor(event: SubmitEvent, desk: DeskState): void {
  void desk.search(wordsOf(event));
}

async function addNote(event: SubmitEvent, desk: DeskState): Promise<void> {
  const form = event.target as HTMLFormElement;
  if (await desk.note(wordsOf(event))) form.reset();
}
