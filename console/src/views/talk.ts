import { html, nothing, type TemplateResult } from "lit";
import { wordsOf, type Reply, type Talk, type TalkEvent } from "../contract.js";
import { asciiDigits } from "../digits.js";
import type { FilingState } from "../filing/state.js";
import { askLeave, beginFiling, filingView } from "../filing/view.js";
import { focusOn } from "../focus.js";
import { q } from "../queue/strings.fa.js";
import { fa } from "../spans.js";
import type { DeskState } from "../state.js";
import { t } from "../strings.fa.js";
import { caseCode } from "./case-code.js";
import { colleaguesView } from "./colleagues.js";
import { linked } from "./linked.js";
import { beginRedaction, redactView } from "./redact.js";

/** The open conversation: its owner, the possible actions, and all messages. */
export function talkView(desk: DeskState, talk: Talk, filing: FilingState, reasons: [string, string][]): TemplateResult {
  return html`
    <header class="talk-head">
      <button class="back" @click=${() => desk.leave()}>${t.back}</button>
      <p class="owner ${talk.owner}">
        ${talk.owner_name && !talk.is_mine ? `${t.owner[talk.owner]}: ${talk.owner_name}` : t.owner[talk.owner]}
        <span class="soft">${sinceFa(talk)} · ${talk.channel_fa}</span>
      </p>
      <div class="actions">${actionsView(desk, talk, filing)}</div>
    </header>
    ${talk.is_past ? html`<p class="soft">${q.past}</p>` : nothing}
    ${desk.sheet === "none" ? nothing : sheetView(desk, talk, filing, reasons)}
    <div class="log" id="log" role="log" tabindex="0" aria-label=${t.log}>
      ${talk.events.map((event) => eventView(desk, event))}
    </div>
    ${talk.is_mine ? typingView(desk.typing.isShown(talk.conversation_id)) : nothing}
  `;
}

/** Its line is always there, so that nothing moves when the citizen begins to write. */
function typingView(isTyping: boolean): TemplateResult {
  return html`<p class="typing soft" aria-live="off">${isTyping ? t.citizenTypes : nothing}</p>`;
}

function actionsView(desk: DeskState, talk: Talk, filing: FilingState): TemplateResult | typeof nothing {
  if (!desk.canAnswer) return nothing;
  if (talk.owner === "queue") {
    return html`${redactButton(desk)}<button class="main" @click=${() => desk.take(talk.conversation_id)}>${t.take}</button>`;
  }
  if (!talk.is_mine) return redactButton(desk);
  return html`
    ${redactButton(desk)}
    <button @click=${() => desk.release()}>${t.release}</button>
    <button aria-expanded=${desk.sheet === "transfer"} @click=${() => toggle(desk, "transfer")}>${t.transfer}</button>
    ${desk.may("file_cases") ? html`<button id="do-file" aria-expanded=${desk.sheet === "case"} @click=${() => beginFiling(desk, filing)}>${t.file}</button>` : nothing}
    <button aria-expanded=${desk.sheet === "close"} @click=${() => beginClosing(desk)}>${t.close}</button>
  `;
}

function redactButton(desk: DeskState): TemplateResult | typeof nothing {
  if (!desk.canRedact) return nothing;
  return html`<button id="do-redact" aria-expanded=${desk.sheet === "redact"} @click=${() => beginRedaction(desk)}>${t.redact}</button>`;
}

function toggle(desk: DeskState, sheet: "close" | "transfer"): void {
  desk.showSheet(desk.sheet === sheet ? "none" : sheet);
}

function sheetView(desk: DeskState, talk: Talk, filing: FilingState, reasons: [string, string][]): TemplateResult {
  if (desk.sheet === "case") return filingView(desk, talk, filing);
  if (desk.sheet === "redact") return redactView(desk);
  if (desk.sheet === "transfer") return colleaguesView(desk, desk.presence.colleagues);
  return html`<div class="sheet" role="group" aria-label=${t.closeWhy} @keydown=${(event: KeyboardEvent) => chooseReason(event, desk, reasons)}>
    <p>${t.closeWhy}</p>
    ${reasons.map(([value, words], place) => html`<button class="reason" @click=${() => void end(desk, value)}>${words} <kbd aria-hidden="true">${place + 1}</kbd></button>`)}
    <button class="quiet" @click=${() => desk.showSheet("none")}>${t.cancel}</button>
  </div>`;
}

/** Asks why the conversation ends; or asks no more. */
function beginClosing(desk: DeskState): void {
  toggle(desk, "close");
  if (desk.sheet === "close") void focusOn(".sheet .reason");
}

/** A digit chooses the reason that bears it, in digits of any script. */
function chooseReason(event: KeyboardEvent, desk: DeskState, reasons: [string, string][]): void {
  const chosen = reasons[Number(asciiDigits(event.key)) - 1];
  if (!chosen || event.altKey || event.ctrlKey) return;
  event.preventDefault();
  void end(desk, chosen[0]);
}

/** Ends the conversation; the cursor goes to who comes next. */
async function end(desk: DeskState, reason: string): Promise<void> {
  await desk.close(reason);
  if (desk.hasEnded) await focusOn("#take-next:enabled, .empty");
}

/** The next steps while no conversation is open. */
export function endedView(desk: DeskState): TemplateResult {
  const count = desk.lists.next.length;
  const next = count ? q.nextWaits(fa(count)) : q.nobodyNext;
  return html`<p class="empty" tabindex="-1" role="status">${desk.hasEnded ? html`${q.ended}<br>${next}` : t.choose}</p>`;
}

/** Does the action of a key with Alt among conversations; whether the key has one. */
export function talkKey(desk: DeskState, filing: FilingState, key: string): boolean {
  const mine = desk.talk?.is_mine ?? false;
  if (key === "KeyN") void desk.takeNext().then(() => focusOn("#reply"));
  else if (key === "KeyR") void focusOn("#reply");
  else if (key === "KeyI") void focusOn("#pack-title");
  else if (key === "KeyQ") void focusOn("#queue-words");
  else if (key === "KeyB" && desk.canAnswer) void desk.rest(!desk.presence.breakSince);
  else if (key === "KeyC" && mine) beginClosing(desk);
  else if (key === "KeyP" && mine && desk.may("file_cases")) beginFiling(desk, filing);
  else if (key === "KeyA" && mine && desk.sheet === "case") askLeave(desk, filing);
  else if (key === "KeyS") searchCards();
  else if (key === "KeyX") beginRedaction(desk);
  else return false;
  return true;
}

function searchCards(): void {
  document.getElementById("search-tool")?.setAttribute("open", "");
  void focusOn("#search");
}

/** Since when it waits, or its present owner has it. */
function sinceFa({ owner, queued_at_fa, owned_since_fa }: Talk): string {
  const since = owner === "queue" ? queued_at_fa : owned_since_fa;
  return since ? t.since(since) : "";
}

function eventView(desk: DeskState, event: TalkEvent): TemplateResult | typeof nothing {
  const { role, reply, owner, turn_id } = event.data;
  if (owner) return html`<p class="moved">${t.ownerChanged[owner]} · ${event.at_fa}</p>`;
  if (!role || !reply) return nothing;
  const revealed = turn_id ? desk.revealed.get(turn_id) : undefined;
  const canReveal = event.is_hidden && revealed === undefined && turn_id && desk.may("reveal_personal_data");
  const words = revealed === undefined ? replyView(reply, desk.may("read_cases")) : html`<p dir="auto">${linked(revealed)}</p>`;
  return html`<article class="said ${role === "notice" ? "system" : role}">
    <p class="who">${t.speaker[role]} · <time>${event.at_fa}</time></p>
    ${words}
    ${canReveal
      ? html`<button class="reveal" @click=${() => desk.reveal(turn_id)}>${t.reveal}</button>`
      : nothing}
    ${revealed === undefined ? nothing : html`<p class="soft">${t.revealed}</p>`}
  </article>`;
}

function replyView(reply: Reply, mayOpenCases: boolean): TemplateResult {
  const words = wordsOf(reply);
  const cards = "services" in reply ? reply.services : "service" in reply ? [reply.service] : [];
  return html`
    ${words ? html`<p dir="auto">${linked(words)}</p>` : nothing}
    ${cards.map((card) => html`<p class="card"><b>${card.title}</b><span class="soft">${card.agency.name}</span></p>`)}
    ${reply.kind === "case" ? html`<p>${t.caseIs} ${caseCode(reply.tracking_code, mayOpenCases)}: ${reply.status_fa}</p>` : nothing}
    ${reply.kind === "line" ? html`<p>${reply.title}: ${linked(reply.reason)}</p>` : nothing}
    ${reply.kind === "choices" && reply.options.length
      ? html`<p class="soft">${t.options}: ${reply.options.map(({ title }) => title).join("، ")}</p>`
      : nothing}
  `;
}
