import { html, nothing, type TemplateResult } from "lit";
import type { Load, QueueEntry } from "../contract.js";
import { agoFa, fa, spanFa } from "../spans.js";
import type { DeskState } from "../state.js";
import { t } from "../strings.fa.js";

/** Everything that waits and that is in hand. */
export function queueView(desk: DeskState): TemplateResult {
  const { waiting, mine, others, load } = desk.queue;
  const isAnswering = desk.canAnswer;
  return html`
    ${load ? loadView(load) : nothing}
    ${isAnswering ? listView(desk, t.mine, mine, t.nothingInHand) : nothing}
    ${listView(desk, t.waiting, waiting, t.nobodyWaits)}
    ${isAnswering
      ? html`<button class="wide" ?disabled=${!waiting.length} @click=${() => desk.takeNext()}>${t.takeNext}</button>`
      : nothing}
    ${others.length ? listView(desk, t.others, others, "") : nothing}
  `;
}

function listView(desk: DeskState, title: string, entries: QueueEntry[], empty: string): TemplateResult {
  return html`<section>
    <h2>${title} <span class="count">${fa(entries.length)}</span></h2>
    ${entries.length
      ? html`<ul class="entries">${entries.map((entry) => entryView(desk, entry))}</ul>`
      : html`<p class="soft">${empty}</p>`}
  </section>`;
}

function entryView(desk: DeskState, entry: QueueEntry): TemplateResult {
  const isOpen = desk.talk?.conversation_id === entry.conversation_id;
  const waits = entry.owner === "queue" && entry.queued_at;
  const isDue = entry.is_unanswered && entry.owner === "operator";
  return html`<li>
    <button class="entry" aria-current=${isOpen ? "true" : "false"} data-id=${entry.conversation_id}
      @click=${() => desk.open(entry.conversation_id)}>
      <span class="preview">${entry.preview || "…"}</span>
      ${entry.about_fa ? html`<span class="soft">${entry.about_fa}</span>` : nothing}
      <span class="soft">${waits ? t.waited(agoFa(entry.queued_at!)) : (entry.owner_name ?? "")}</span>
      ${isDue ? html`<span class="badge">${t.unanswered}</span>` : nothing}
    </button>
  </li>`;
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
