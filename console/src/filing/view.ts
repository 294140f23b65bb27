import { html, nothing, type TemplateResult } from "lit";
import { sendOnCtrlEnter } from "../cases/actions.js";
import "../cases/agency-box.js";
import type { Talk } from "../contract.js";
import { described, faultView } from "../faults.js";
import { optionsView } from "../fields.js";
import { focusOn } from "../focus.js";
import { similarView } from "../phone/similar.js";
import type { DeskState } from "../state.js";
import { t } from "../strings.fa.js";
import type { FilingState, Form } from "./state.js";
import { f } from "./strings.fa.js";

/** Opens the form of a case, filled in from the conversation; or closes it, with its draft. */
export function beginFiling(desk: DeskState, filing: FilingState): void {
  const { talk } = desk;
  if (!talk) return;
  desk.showSheet(desk.sheet === "case" ? "none" : "case");
  if (desk.sheet === "case") void filing.begin(talk).then(() => focusOn("#filing-description"));
}

/** Sends the summary; the cursor waits where the answer is chosen. */
export function askLeave(desk: DeskState, filing: FilingState): void {
  const { talk } = desk;
  if (talk) void filing.ask(talk).then(() => focusOn("#filing-consent"));
}

/** The form of the case. */
export function filingView(desk: DeskState, talk: Talk, filing: FilingState): TemplateResult {
  return html`<form class="case-sheet filing" novalidate aria-labelledby="filing-title" @submit=${(event: Event) => void file(event, talk, filing)}
      @keydown=${sendOnCtrlEnter}>
    <h2 id="filing-title" tabindex="-1">${f.title}</h2>
    <p class="notice" role="alert" ?hidden=${!filing.notice}>${filing.notice}</p>
    ${filing.of(talk) ? fieldsView(desk, talk, filing) : html`<p class="soft" role="status">${filing.notice ? nothing : f.reading}</p>`}
    <div class="buttons">
      <button class="main" ?disabled=${filing.isFiling || !filing.of(talk)}>${filing.isFiling ? f.filing : f.file}</button>
      <button type="button" class="quiet" @click=${() => desk.showSheet("none")}>${t.cancel}</button>
    </div>
  </form>`;
}

function fieldsView(desk: DeskState, talk: Talk, filing: FilingState): TemplateResult {
  const { form, drafted, hasAsked } = filing.of(talk)!;
  const terms = filing.terms();
  const titled = (all: { id: string; title: string }[] | undefined): [string, string][] => (all ?? []).map(({ id, title }) => [id, title]);
  const pick = (field: keyof Form, title: string, options: [string, string][], first?: string): TemplateResult =>
    choice(talk, filing, field, title, options, first);
  return html`
    <p class="soft">${f.hint}</p>
    ${drafted.is_understood ? nothing : html`<p class="soft">${f.notUnderstood}</p>`}
    <label>${f.words}<textarea id="filing-description" rows="4" maxlength="2000" dir="auto" .value=${form.description}
      aria-invalid=${Boolean(filing.faults.of("description"))} aria-describedby=${described(filing.faults, "description")}
      @input=${(event: Event) => filing.set(talk, "description", (event.target as HTMLTextAreaElement).value)}></textarea></label>
    ${faultView(filing.faults, "description")}
    <div class="fields">
      ${pick("kind", f.kind, titled(terms?.kinds))}
      <agency-box id="filing-agency_id" .agencies=${terms?.agencies ?? []} .label=${f.agency} .all=${f.unknownAgency} .value=${form.agency_id}
        @change=${(event: Event) => filing.set(talk, "agency_id", (event.target as HTMLInputElement).value)}></agency-box>
      ${form.kind === "praise" ? nothing : pick("indicator", f.indicator, titled(terms?.indicators), f.noIndicator)}
      ${pick("province", f.province, (terms?.provinces ?? []).map(({ name }) => [name, name]), f.noProvince)}
      ${text(talk, filing, "city", f.city, 64)}
      ${pick("identity", f.identity, titled(terms?.identities))}
      ${form.identity === "anonymous" ? nothing : html`${text(talk, filing, "name", f.name, 100)} ${text(talk, filing, "mobile", f.mobile, 20)}`}
    </div>
    ${faultView(filing.faults, "contact")} ${faultView(filing.faults, "identity")} ${faultView(filing.faults, "city")}
    ${similarView(f.similar, drafted.similar, form.follow, (offer) => filing.set(talk, "follow", offer))}
    <p><button type="button" id="ask-leave" ?disabled=${form.description.trim().length < 3} @click=${() => askLeave(desk, filing)}>${f.ask} <kbd aria-hidden="true">Alt+A</kbd></button>
      ${hasAsked ? html`<span class="soft" role="status">${f.asked}</span>` : nothing}</p>
    <label>${f.consent}<select id="filing-consent" aria-invalid=${Boolean(filing.faults.of("consent_turn_id"))}
      aria-describedby=${described(filing.faults, "consent_turn_id")} @change=${(event: Event) => filing.set(talk, "consent", (event.target as HTMLSelectElement).value)}>
      <option value="">${f.noConsent}</option>
      ${filing.offered(talk).map(([id, words]) => html`<option value=${id} .selected=${id === form.consent}>${words}</option>`)}</select></label>
    ${faultView(filing.faults, "consent_turn_id")}
  `;
}

/** `first` is the title of the empty option. */
function choice(talk: Talk, filing: FilingState, field: keyof Form, title: string, options: [string, string][], first?: string): TemplateResult {
  const chosen = filing.of(talk)!.form[field];
  return html`<label>${title}<select id="filing-${field}" @change=${(event: Event) => filing.set(talk, field, (event.target as HTMLSelectElement).value)}>
    ${first === undefined ? nothing : html`<option value="" .selected=${!chosen}>${first}</option>`}${optionsView(options, chosen)}</select></label>`;
}

function text(talk: Talk, filing: FilingState, field: keyof Form, title: string, maxlength: number): TemplateResult {
  return html`<label>${title}<input id="filing-${field}" maxlength=${maxlength} autocomplete="off" dir=${field === "mobile" ? "ltr" : "auto"}
    .value=${filing.of(talk)!.form[field]} @input=${(event: Event) => filing.set(talk, field, (event.target as HTMLInputElement).value)}></label>`;
}

const AT_FAULT: Record<string, string> = { description: "#filing-description", contact: "#filing-mobile", consent_turn_id: "#filing-consent" };

async function file(event: Event, talk: Talk, filing: FilingState): Promise<void> {
  event.preventDefault();
  if (await filing.file(talk)) return focusOn("#reply");
  await focusOn(AT_FAULT[filing.faults.first ?? ""] ?? "#filing-title");
}
