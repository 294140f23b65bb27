import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Load, QueueEntry } from "../contract.js";
import { walk } from "../focus.js";
import { agoFa, fa, spanFa } from "../spans.js";
import type { DeskState } from "../state.js";
import { t } from "../strings.fa.js";
import { callsView } from "./calls-view.js";
import { closedView } from "./closed-view.js";
import { choicesOf, urgencyOf, type Sort, type Wish } from "./shown.js";
import { q } from "./strings.fa.js";

/** A short queue is seen at a glance, and needs no search. */
const FEW = 5;

/** All conversations that wait or are in hand; the next action is at the top. */
export function queueView(desk: DeskState): TemplateResult {
  const { lists, canAnswer } = desk;
  return html`
    ${canAnswer ? callsView(desk) : nothing}
    ${canAnswer ? listView(desk, t.mine, lists.mine, t.nothingInHand) : nothing}
    ${waitingView(desk)}
    ${lists.others.length ? listView(desk, t.others, lists.others, "") : nothing}
    ${closedView(desk)}
    ${lists.load ? loadView(lists.load) : nothing}
  `;
}

function waitingView(desk: DeskState): TemplateResult {
  const { lists } = desk;
  const { shown, waiting, waitingCount, page } = lists;
  const [hidden, beyond] = [waiting.length - shown.length, waitingCount - waiting.length];
  return html`<section aria-labelledby="waiting-title">
    <h2 id="waiting-title">${t.waiting} <span class="count">${fa(waitingCount)}</span></h2>
    ${waiting.length > FEW || lists.isNarrowed ? wishView(desk) : nothing}
    ${shown.length
      ? html`<ul class="entries" @keydown=${(event: KeyboardEvent) => walk(event, ".entry")}>${repeat(shown.slice(0, page), ({ conversation_id }) => conversation_id, (entry) => entryView(desk, entry))}</ul>`
      : html`<p class="soft">${waiting.length ? q.none : t.nobodyWaits}</p>`}
    ${shown.length > page
      ? html`<button class="wide" @click=${() => lists.showMore()}>${q.more(fa(Math.min(shown.length - page, page)))}</button>`
      : nothing}
    ${hidden > 0
      ? html`<p class="soft" role="status">${q.hidden(fa(hidden))}
          <button class="quiet small" @click=${() => lists.want({ words: "", channel: "", mood: "" })}>${q.clear}</button></p>`
      : nothing}
    ${beyond > 0 ? html`<p class="soft">${q.beyond(fa(beyond))}</p>` : nothing}
  </section>`;
}

function wishView({ lists }: DeskState): TemplateResult {
  const { waiting, wish } = lists;
  return html`<div class="wish" role="search" aria-label=${q.find}>
    <label class="unseen" for="queue-words">${q.findFor}</label>
    <input id="queue-words" type="search" maxlength="64" autocomplete="off" placeholder=${q.findFor} .value=${wish.words}
      @input=${(event: Event) => lists.want({ words: (event.target as HTMLInputElement).value })}>
    ${choice(q.channel, "channel", [["", q.all], ...choicesOf(waiting, "channel", "channel_fa")], wish, (channel) => lists.want({ channel }))}
    ${choice(q.mood, "mood", [["", q.all], ...choicesOf(waiting, "mood", "mood_fa")], wish, (mood) => lists.want({ mood }))}
    ${choice(q.sort, "sort", Object.entries(q.sorts), wish, (sort) => lists.want({ sort: sort as Sort }))}
  </div>`;
}

function choice(title: string, field: keyof Wish, options: [string, string][], wish: Wish, take: (id: string) => void): TemplateResult {
  return html`<label><span>${title}</span><select id="queue-${field}" @change=${(event: Event) => take((event.target as HTMLSelectElement).value)}>
    ${options.map(([id, name]) => html`<option value=${id} .selected=${id === wish[field]}>${name}</option>`)}</select></label>`;
}

function listView(desk: DeskState, title: string, entries: QueueEntry[], empty: string): TemplateResult {
  return html`<section>
    <h2>${title} <span class="count">${fa(entries.length)}</span></h2>
    ${entries.length
      ? html`<ul class="entries" @keydown=${(event: KeyboardEvent) => walk(event, ".entry")}>${repeat(entries, ({ conversation_id }) => conversation_id, (entry) => entryView(desk, entry))}</ul>`
      : html`<p class="soft">${empty}</p>`}
  </section>`;
}

/** Two lines: the question; then the waiting time, channel, subject and mood. */
function entryView(desk: DeskState, entry: QueueEntry): TemplateResult {
  const isOpen = desk.talk?.conversation_id === entry.conversation_id;
  const isWaiting = entry.owner === "queue";
  const isDue = entry.is_unanswered && !isWaiting;
  return html`<li>
    <button class="entry" aria-current=${isOpen ? "true" : "false"} data-id=${entry.conversation_id}
      data-wait=${isWaiting ? urgencyOf(entry.queued_at) : nothing} @click=${() => desk.open(entry.conversation_id)}>
      <span class="preview">${entry.preview || "…"}</span>
      <span class="facts"><span class="wait">${spanOf(entry, desk.session.account.id)}</span>
        <span>${entry.channel_fa}</span>
        ${entry.mood === "calm" ? nothing : html`<span class="mood-of">${entry.mood_fa}</span>`}
        ${isDue ? html`<span class="badge">${t.unanswered}</span>` : nothing}
        ${entry.about_fa ? html`<span class="about">${entry.about_fa}</span>` : nothing}</span>
    </button>
  </li>`;
}

/** How long a citizen waits; or since when a conversation is in hand, and in whose. */
function spanOf({ owner, owner_id, owner_name, queued_at, owned_since }: QueueEntry, me: string): string {
  if (owner === "queue") return queued_at ? q.waited(agoFa(queued_at)) : "";
  const span = owned_since ? q.held(agoFa(owned_since)) : "";
  return owner_name && owner_id !== me ? q.heldBy(owner_name, span) : span;
}

function loadView(load: Load): TemplateResult {
  const figures: [string, string | undefined][] = [
    [t.loadWaiting, fa(load.waiting)],
    [t.loadLongest, span(load.longest_wait_s)],
    [t.loadWait, span(load.median_wait_s)],
    [t.loadHandling, span(load.median_handling_s)],
  ];
  return html`<section class="load">
    <h2>${t.load}</h2>
    <dl>${figures.map(([name, value]) => (value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing))}</dl>
    ${load.alarms.length
      ? html`<div role="group" aria-label=${t.alarms}>${load.alarms.map((alarm) => html`<p class="badge late alarm">${t.alarm(alarm.name, fa(alarm.looks), alarm.at_fa)}
          ${alarm.is_stopped ? t.alarmStopped : nothing}</p>`)}</div>`
      : nothing}
    ${load.operators.map(({ name, conversations }) => html`<p class="soft">${t.loadOf(name, fa(conversations))}</p>`)}
  </section>`;
}

function span(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : spanFa(seconds);
}
