import { html, nothing, type TemplateResult } from "lit";
import type { Reply, Talk, TalkEvent } from "../contract.js";
import type { DeskState } from "../state.js";
import { t } from "../strings.fa.js";
import { colleaguesView } from "./colleagues.js";
import { beginRedaction, redactView } from "./redact.js";

/** The open conversation: who owns it, what can be done, and everything said. */
export function talkView(desk: DeskState, talk: Talk, reasons: [string, string][]): TemplateResult {
  return html`
    <header class="talk-head">
      <button class="back" @click=${() => desk.leave()}>${t.back}</button>
      <p class="owner ${talk.owner}">
        ${talk.owner_name && !talk.is_mine ? `${t.owner[talk.owner]}: ${talk.owner_name}` : t.owner[talk.owner]}
        ${talk.queued_at_fa ? html`<span class="soft">${t.since(talk.queued_at_fa)}</span>` : nothing}
      </p>
      <div class="actions">${actionsView(desk, talk)}</div>
    </header>
    ${desk.sheet === "none" ? nothing : sheetView(desk, reasons)}
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

function actionsView(desk: DeskState, talk: Talk): TemplateResult | typeof nothing {
  if (!desk.canAnswer) return nothing;
  if (talk.owner === "queue") {
    return html`${redactButton(desk)}<button class="main" @click=${() => desk.take(talk.conversation_id)}>${t.take}</button>`;
  }
  if (!talk.is_mine) return redactButton(desk);
  return html`
    ${redactButton(desk)}
    <button @click=${() => desk.release()}>${t.release}</button>
    <button aria-expanded=${desk.sheet === "transfer"} @click=${() => toggle(desk, "transfer")}>${t.transfer}</button>
    <button class="main" aria-expanded=${desk.sheet === "close"} @click=${() => toggle(desk, "close")}>${t.close}</button>
  `;
}

function redactButton(desk: DeskState): TemplateResult | typeof nothing {
  if (!desk.canRedact) return nothing;
  return html`<button id="do-redact" aria-expanded=${desk.sheet === "redact"} @click=${() => beginRedaction(desk)}>${t.redact}</button>`;
}

function toggle(desk: DeskState, sheet: "close" | "transfer"): void {
  desk.showSheet(desk.sheet === sheet ? "none" : sheet);
}

function sheetView(desk: DeskState, reasons: [string, string][]): TemplateResult {
  if (desk.sheet === "redact") return redactView(desk);
  if (desk.sheet === "transfer") return colleaguesView(desk, desk.colleagues);
  return html`<div class="sheet" role="group" aria-label=${t.closeWhy}>
    <p>${t.closeWhy}</p>
    ${reasons.map(([value, words]) => html`<button @click=${() => desk.close(value)}>${words}</button>`)}
    <button class="quiet" @click=${() => desk.showSheet("none")}>${t.cancel}</button>
  </div>`;
}

function eventView(desk: DeskState, event: TalkEvent): TemplateResult | typeof nothing {
  const { role, reply, owner, turn_id } = event.data;
  if (owner) return html`<p class="moved">${t.ownerChanged[owner]} · ${event.at_fa}</p>`;
  if (!role || !reply) return nothing;
  const revealed = turn_id ? desk.revealed.get(turn_id) : undefined;
  const canReveal = event.is_hidden && revealed === undefined && turn_id && desk.may("reveal_personal_data");
  const words = revealed === undefined ? replyView(reply) : html`<p dir="auto">${revealed}</p>`;
  return html`<article class="said ${role === "notice" ? "system" : role}">
    <p class="who">${t.speaker[role]} · <time>${event.at_fa}</time></p>
    ${words}
    ${canReveal
      ? html`<button class="reveal" @click=${() => desk.reveal(turn_id)}>${t.reveal}</button>`
      : nothing}
    ${revealed === undefined ? nothing : html`<p class="soft">${t.revealed}</p>`}
  </article>`;
}

function replyView(reply: Reply): TemplateResult {
  const cards = reply.services ?? (reply.service ? [reply.service] : []);
  return html`
    ${reply.text ? html`<p dir="auto">${reply.text}</p>` : nothing}
    ${cards.map((card) => html`<p class="card"><b>${card.title}</b><span class="soft">${card.agency.name}</span></p>`)}
    ${reply.tracking_code ? html`<p>${t.caseIs(reply.tracking_code, reply.status_fa ?? "")}</p>` : nothing}
    ${reply.kind === "line" ? html`<p>${reply.title}: ${reply.reason}</p>` : nothing}
    ${reply.options?.length
      ? html`<p class="soft">${t.options}: ${reply.options.map(({ title }) => title).join("، ")}</p>`
      : nothing}
  `;
}
