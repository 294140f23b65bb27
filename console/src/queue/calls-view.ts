import { html, nothing, type TemplateResult } from "lit";
import { agoFa, fa } from "../spans.js";
import type { DeskState } from "../state.js";
import { q } from "./strings.fa.js";

/** The next citizen by one key, how one is called, and whether one rests. */
export function callsView(desk: DeskState): TemplateResult {
  const { lists } = desk;
  const { breakSince } = desk.presence;
  const { alerts } = lists;
  return html`<section class="calls">
    <button id="take-next" class="main wide" ?disabled=${!lists.next.length} @click=${() => void desk.takeNext()}>${q.takeNext} <kbd aria-hidden="true">Alt+N</kbd></button>
    ${breakSince ? restingView(desk, breakSince) : nothing}
    <p class="row">
      <button class="small" aria-pressed=${!alerts.isMuted} title=${alerts.isMuted ? q.soundOff : q.soundOn}
        @click=${() => alerts.mute(!alerts.isMuted)}>${q.sound}</button>
      ${alerts.notifying === "default"
        ? html`<button class="small" title=${q.notifyHint} @click=${() => void alerts.askToNotify()}>${q.notify}</button>`
        : nothing}
      ${breakSince ? nothing : html`<button class="small" id="rest" @click=${() => void desk.rest(true)}>${q.break}</button>`}
    </p>
    ${alerts.notifying === "denied" ? html`<p class="soft">${q.notifyOff}</p>` : nothing}
  </section>`;
}

function restingView(desk: DeskState, since: string): TemplateResult {
  const held = desk.lists.mine.length;
  return html`<div class="resting" role="status"><p>${q.onBreak(agoFa(since))} ${held ? q.stillHeld(fa(held)) : nothing}</p>
    <button class="small" id="back-to-work" @click=${() => void desk.rest(false)}>${q.back}</button></div>`;
}
