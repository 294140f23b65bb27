import { html, nothing, type TemplateResult } from "lit";
import { filledIn, todayFa, unfilledIn } from "../ready/filling.js";
import { y } from "../ready/strings.fa.js";
import { hashOf } from "../shell/places.js";
import type { Canned } from "../contract.js";
import type { CasesState } from "./state.js";
import { k } from "./table-strings.fa.js";

/** Ready answers for actions on a case; those of conversations, filled in from the case. */
export function templateView(cases: CasesState): TemplateResult | typeof nothing {
  const { answers } = cases.ready;
  if (!answers.length) return nothing;
  const group = (title: string, some: Canned[]): TemplateResult | typeof nothing =>
    some.length ? html`<optgroup label=${title}>${some.map((one) => html`<option value=${one.id}>${one.title}</option>`)}</optgroup>` : nothing;
  return html`<label>${k.template}<select @change=${(event: Event) => put(event, cases)}>
      <option value="">${k.noTemplate}</option>
      ${group(k.own, answers.filter(({ is_shared }) => !is_shared))}${group(k.shared, answers.filter(({ is_shared }) => is_shared))}
    </select></label>
    <p><a href=${hashOf("ready")}>${y.keep}</a></p>`;
}

/** Puts a ready answer at the cursor, to be read before it is sent. */
function put(event: Event, cases: CasesState): void {
  const list = event.target as HTMLSelectElement;
  const chosen = cases.ready.answers.find(({ id }) => id === list.value);
  const box = list.form?.querySelector<HTMLTextAreaElement>("[name=text]");
  list.value = "";
  if (!chosen || !box) return;
  box.setRangeText(filled(cases, chosen.text), box.selectionStart, box.selectionEnd, "end");
  cases.draft("text", box.value);
  box.focus();
}

function filled({ page, ready, account }: CasesState, text: string): string {
  return filledIn(text, ready.placeholders, {
    // An answer on a case names no operator: the name would be hidden there.
    operator: account.role_fa,
    today: todayFa(),
    tracking_code: page?.tracking_code,
    status: page?.status_fa,
    agency: page?.agency_name,
    due: page?.deadlines.due_at_fa,
  });
}

/** The words about a placeholder that nobody has filled in; empty where there is none. */
export function placesLeft({ ready }: CasesState, text: string): string {
  const name = unfilledIn(text, ready.placeholders);
  return name ? y.unfilled(name) : "";
}
