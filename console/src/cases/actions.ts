import { html, nothing, type TemplateResult } from "lit";
import { focusOn } from "../focus.js";
import { markedWords, MOST_WORDS } from "../marked.js";
import { fa } from "../spans.js";
import "./agency-box.js";
import { alongView } from "./along-view.js";
import type { Action, CasePage } from "./contract.js";
import type { CasesState } from "./state.js";
import { c } from "./strings.fa.js";
import { k } from "./table-strings.fa.js";
import { placesLeft, templateView } from "./templates.js";

const MAIN: Action[] = ["answer", "refer"];
/** The form of each action. */
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

/** The buttons of the actions that are allowed now. */
export function actionsView(cases: CasesState, page: CasePage): TemplateResult[] {
  const first = MAIN.find((action) => page.may.includes(action));
  return page.may.map(
    (action) => html`<button id="do-${action}" class=${action === first ? "main" : ""} aria-expanded=${cases.sheet === action}
      aria-label=${hasDraft(cases, page, action) ? k.hasDraft(c.actions[action]) : nothing}
      @click=${() => begin(cases, action)}>${c.actions[action]}${hasDraft(cases, page, action) ? html` <span class="badge" aria-hidden="true">${k.draft}</span>` : nothing}</button>`,
  );
}

function hasDraft({ drafts }: CasesState, { tracking_code }: CasePage, action: Action): boolean {
  return drafts.has(tracking_code, action);
}

/** Opens the form of an action, or does it when there is nothing to say with it. */
export function begin(cases: CasesState, action: Action): void {
  if (!cases.may(action)) return;
  if (!FIELDS[action].length) return void cases.act(action);
  const marked = markedWords();
  cases.show(cases.sheet === action ? undefined : action);
  if (cases.sheet === "redact" && marked) cases.draft("words", marked);
  if (cases.sheet) void focusOn(".case-sheet :is([role=combobox], input:not([type=hidden]), textarea)");
}

/** The form of an action. */
export function sheetView(cases: CasesState, action: Action): TemplateResult {
  return html`<form class="case-sheet" aria-label=${c.actions[action]} @submit=${(event: SubmitEvent) => submit(event, cases, action)}
      @keydown=${sendOnCtrlEnter}>
    <h3>${c.actions[action]}</h3>
    <p class="soft" id="sheet-hint">${c.hints[action]} ${reachOf(cases, action)}</p>
    ${FIELDS[action].includes("text") ? templateView(cases) : nothing}
    ${FIELDS[action].map((field) => fieldView(cases, field))}
    ${alongView(cases)}
    ${keptView(cases)}
    <div class="buttons">
      <button class="main">${c.submit[action]}</button>
      <button type="button" class="quiet" @click=${() => cases.show(undefined)}>${c.cancel}</button>
    </div>
  </form>`;
}

/** Whether the draft is saved, so that nobody is afraid of leaving. */
function keptView({ drafts }: CasesState): TemplateResult {
  const { isKept } = drafts;
  return html`<p class="soft draft-kept" role="status">${isKept === undefined ? "" : isKept ? k.draftKept : k.draftLost}</p>`;
}

/** How many people read an answer on a joined matter, in words; empty for one. */
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
  return html`<agency-box required .agencies=${cases.terms?.agencies ?? []} .label=${c.agency} .value=${cases.draft("agency_id")}
      @change=${keep(cases, "agency_id")}></agency-box>
    ${proposalsView(cases)}`;
}

/** Agencies that may be meant, each with why one may think so; one click takes it. */
function proposalsView(cases: CasesState): TemplateResult | typeof nothing {
  const { proposals } = cases.beside;
  if (!proposals) return nothing;
  if (!proposals.length) return html`<p class="soft">${k.noProposal}</p>`;
  const take = (id: string): void => {
    cases.draft("agency_id", id);
    cases.show("refer");
    void focusOn(".case-sheet [name=reason]");
  };
  return html`<div class="proposals" role="group" aria-label=${k.proposed}><p class="soft">${k.proposedHint}</p>
    <ul>${proposals.map(({ agency, reason_fa }, index) => html`<li><button type="button" class="small" aria-describedby=${`why-${index}`}
      @click=${() => take(agency.id)}>${agency.title}</button> <span class="soft" id=${`why-${index}`}>${reason_fa}</span></li>`)}</ul></div>`;
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
  const left = placesLeft(cases, `${form.get("text") ?? ""}`);
  if (left) return cases.tellOf(left);
  const { along } = cases;
  if (along.isBusy) return cases.tellOf(c.alongWait);
  const body: Record<string, string | string[]> = Object.fromEntries(FIELDS[action].map((field) => [field, `${form.get(field) ?? ""}`.trim()]));
  if (along.fits(action)) body.files = along.files.map(({ id }) => id);
  if (await cases.act(action, body)) document.getElementById("case-title")?.focus();
}

/** The habit of all who write much: the form goes without reaching for the mouse. */
export function sendOnCtrlEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  (event.currentTarget as HTMLFormElement).requestSubmit();
}

