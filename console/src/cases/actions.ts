import { html, type TemplateResult } from "lit";
import { focusOn } from "../focus.js";
import { markedWords, MOST_WORDS } from "../marked.js";
import { fa } from "../spans.js";
import type { Action, CasePage } from "./contract.js";
import type { CasesState } from "./state.js";
import { c } from "./strings.fa.js";

const MAIN: Action[] = ["answer", "refer"];
/** What each action asks for. */
const FIELDS: Record<Action, string[]> = {
  refer: ["agency_id", "reason"],
  take: [],
  answer: ["text"],
  ask: ["text"],
  misdirected: ["reason"],
  close: ["reason", "text"],
  note: ["text"],
  correct: ["reason", "text"],
  redact: ["words", "reason"],
  merge: ["into", "reason"],
  separate: ["reason"],
};

/** The buttons of what one may do now. */
export function actionsView(cases: CasesState, page: CasePage): TemplateResult[] {
  const first = MAIN.find((action) => page.may.includes(action));
  return page.may.map(
    (action) => html`<button id="do-${action}" class=${action === first ? "main" : ""} aria-expanded=${cases.sheet === action}
      @click=${() => begin(cases, action)}>${c.actions[action]}</button>`,
  );
}

/** Opens the form of an action, or does it when there is nothing to say with it. */
export function begin(cases: CasesState, action: Action): void {
  if (!cases.may(action)) return;
  if (!FIELDS[action].length) return void cases.act(action);
  const marked = markedWords();
  cases.show(cases.sheet === action ? undefined : action);
  if (cases.sheet === "redact" && marked) cases.draft("words", marked);
  if (cases.sheet) void focusOn(".case-sheet [name]");
}

/** The form of an action. */
export function sheetView(cases: CasesState, action: Action): TemplateResult {
  return html`<form class="case-sheet" aria-label=${c.actions[action]} @submit=${(event: SubmitEvent) => submit(event, cases, action)}
      @keydown=${sendOnCtrlEnter}>
    <h3>${c.actions[action]}</h3>
    <p class="soft" id="sheet-hint">${c.hints[action]} ${reachOf(cases, action)}</p>
    ${FIELDS[action].map((field) => fieldView(cases, field))}
    <div class="buttons">
      <button class="main">${c.submit[action]}</button>
      <button type="button" class="quiet" @click=${() => cases.show(undefined)}>${c.cancel}</button>
    </div>
  </form>`;
}

/** What is written to the leader of a matter, many read. */
function reachOf(cases: CasesState, action: Action): string {
  const people = cases.page?.people ?? 1;
  return action === "answer" && people > 1 ? c.reaches(fa(people)) : "";
}

function fieldView(cases: CasesState, field: string): TemplateResult {
  if (field === "agency_id") return agencyField(cases);
  if (field === "words") return wordsField(cases);
  return field === "into" ? codeField(cases) : textField(cases, field);
}

function wordsField(cases: CasesState): TemplateResult {
  return html`<label>${c.words}<input name="words" required minlength="2" maxlength=${MOST_WORDS} autocomplete="off" dir="auto"
    aria-describedby="sheet-hint" .value=${cases.draft("words")} @input=${keep(cases, "words")}></label>`;
}

function codeField(cases: CasesState): TemplateResult {
  return html`<label>${c.into}<input name="into" required dir="ltr" minlength="8" maxlength="12" autocomplete="off"
    aria-describedby="sheet-hint" .value=${cases.draft("into")} @input=${keep(cases, "into")}></label>`;
}

function agencyField(cases: CasesState): TemplateResult {
  const chosen = cases.draft("agency_id");
  return html`<label>${c.agency}<select name="agency_id" required @change=${keep(cases, "agency_id")}>
    <option value="" .selected=${!chosen}>${c.chooseAgency}</option>
    ${(cases.terms?.agencies ?? []).map(({ id, title }) => html`<option value=${id} .selected=${id === chosen}>${title}</option>`)}
  </select></label>`;
}

function textField(cases: CasesState, field: string): TemplateResult {
  const isOne = field === "reason";
  return html`<label>${isOne ? c.reason : c.text}
    <textarea name=${field} rows=${isOne ? 2 : 4} required minlength="3" maxlength="2000" aria-describedby="sheet-hint"
      .value=${cases.draft(field)} @input=${keep(cases, field)}></textarea></label>`;
}

function keep(cases: CasesState, field: string): (event: Event) => void {
  return (event) => void cases.draft(field, (event.target as HTMLTextAreaElement).value);
}

async function submit(event: SubmitEvent, cases: CasesState, action: Action): Promise<void> {
  event.preventDefault();
  const form = new FormData(event.target as HTMLFormElement);
  const body = Object.fromEntries(FIELDS[action].map((field) => [field, `${form.get(field) ?? ""}`.trim()]));
  if (await cases.act(action, body)) document.getElementById("case-title")?.focus();
}

/** The habit of all who write much: the form goes without reaching for the mouse. */
export function sendOnCtrlEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  (event.currentTarget as HTMLFormElement).requestSubmit();
}

