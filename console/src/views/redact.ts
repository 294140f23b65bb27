import { html, type TemplateResult } from "lit";
import { sendOnCtrlEnter } from "../cases/actions.js";
import { focusOn } from "../focus.js";
import { markedWords, MOST_WORDS } from "../marked.js";
import type { DeskState } from "../state.js";
import { t } from "../strings.fa.js";

/** Opens the form that takes the marked words out of the conversation; or closes it. */
export function beginRedaction(desk: DeskState): void {
  if (!desk.canRedact) return;
  const marked = markedWords();
  desk.showSheet(desk.sheet === "redact" ? "none" : "redact");
  if (desk.sheet !== "redact") return;
  desk.marked = marked;
  void focusOn(marked ? "#redact-reason" : "#redact-words");
}

/** Which words are taken out, and why. */
export function redactView(desk: DeskState): TemplateResult {
  return html`<form class="case-sheet" aria-label=${t.redact} @submit=${(event: SubmitEvent) => submit(event, desk)}
      @keydown=${sendOnCtrlEnter}>
    <h3>${t.redact}</h3>
    <p class="soft" id="redact-hint">${t.redactHint}</p>
    <label>${t.redactWords}<input id="redact-words" name="words" required minlength="2" maxlength=${MOST_WORDS} autocomplete="off"
      dir="auto" aria-describedby="redact-hint" .value=${desk.marked}></label>
    <label>${t.redactReason}<textarea id="redact-reason" name="reason" rows="2" required minlength="3" maxlength="2000"></textarea></label>
    <div class="buttons">
      <button class="main">${t.redactNow}</button>
      <button type="button" class="quiet" @click=${() => desk.showSheet("none")}>${t.cancel}</button>
    </div>
  </form>`;
}

async function submit(event: SubmitEvent, desk: DeskState): Promise<void> {
  event.preventDefault();
  const form = new FormData(event.target as HTMLFormElement);
  const [words, reason] = ["words", "reason"].map((name) => `${form.get(name) ?? ""}`.trim()) as [string, string];
  if (await desk.redact(words, reason)) document.getElementById("log")?.focus();
}
