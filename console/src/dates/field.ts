import { html, nothing, type TemplateResult } from "lit";
import { described, faultView, type Faults } from "../faults.js";
import { d } from "./strings.fa.js";

/** The look of a field for a day; `hint` is the id of its explanation. */
export interface DayLook {
  title: string;
  hint?: string;
  isRequired?: boolean;
  withTime?: boolean;
  value?: string | undefined;
}

/**
 * A field for a day, or for a day with an hour, as people write them; with a calendar beside it. The typed text goes to the
 * server unchanged, which reads «۶ آذر» and «فردا ۱۴» (`assistant/language/moments.py`).
 */
export function dayFieldView(faults: Faults, name: string, { title, hint = "", isRequired, withTime, value }: DayLook): TemplateResult {
  const id = `day-${name}`;
  return html`<div class="day-field"><label for=${id}>${title}</label>
    <div class="day-row"><input id=${id} name=${name} ?required=${isRequired} dir="auto" maxlength="32" autocomplete="off" .value=${value ?? ""}
      aria-invalid=${Boolean(faults.of(name))} aria-describedby=${described(faults, name, hint) || nothing}>
    <day-picker .field=${id} .title=${title} .withTime=${Boolean(withTime)}></day-picker></div>${faultView(faults, name)}</div>`;
}

/** Explains once in a form how to write its days; `more` applies to that form alone. */
export function dayHintView(id: string, withTime: boolean, more = ""): TemplateResult {
  return html`<p class="soft wide" id=${id}>${withTime ? d.momentHint : d.dayHint}${more ? ` ${more}` : ""}</p>`;
}
