import { html, nothing, type TemplateResult } from "lit/html.js";
import { isOldQueueLine, timeShown, wordsAfter } from "../core/decide.js";
import { saidAt } from "../core/time.js";
import type { Entry } from "../core/timeline.js";
import { t } from "../strings/index.js";
import type { Actions } from "./actions.js";
import { noticeView, replyView } from "./replies.js";
import { words } from "./words.js";

/** All entries of the conversation, oldest first; each keeps its place, and so its unfolded parts stay unfolded. */
export function entriesView(entries: readonly Entry[], actions: Actions): unknown {
  return entries.map((entry, place) =>
    isOldQueueLine(entries, place)
      ? nothing
      : entryView(entry, wordsAfter(entries, place), actions, timeView(timeShown(entries, place))),
  );
}

/** The sign that an answer is on its way. */
export function typingView(): TemplateResult {
  return html`<div class="entry bot">
    <div class="bubble typing"><i></i><i></i><i></i><span class="unseen">${t.typing}</span></div>
  </div>`;
}

type Time = TemplateResult | typeof nothing;

function timeView(at: string | undefined): Time {
  return at ? html`<time datetime=${at}>${saidAt(at, new Date())}</time>` : nothing;
}

function entryView(entry: Entry, next: string | undefined, actions: Actions, time: Time): TemplateResult {
  if (entry.type === "citizen") return citizen(entry, actions, time);
  const { reply, from } = entry;
  if (reply.kind === "handoff" || from === "notice") return noticeView(reply, time);
  return html`<div class="entry ${from}">
    <span class=${from === "bot" ? "unseen" : "speaker"}>${t.speaker[from]}</span>
    ${replyView(reply, next, actions)}${time}
  </div>`;
}

function citizen({ text, state }: Extract<Entry, { type: "citizen" }>, actions: Actions, time: Time): TemplateResult {
  return html`<div class="entry citizen" data-state=${state}>
    <span class="unseen">${t.speaker.citizen}</span>
    <div class="bubble">${words(text)}</div>
    ${state === "sent" ? nothing : html`<span class="state">${t[state]}</span>`}
    ${state === "failed" ? html`<button class="quiet" @click=${() => actions.rewrite(text)}>${t.rewrite}</button>` : nothing}${time}
  </div>`;
}
