import { html, type TemplateResult } from "lit";
import { hashOf } from "../shell/places.js";

const CODE = /^[2-9A-HJKMNP-TV-Z]{8}$/;

/** Whether something is the code of a case, and no title. */
export function isCaseCode(text: string): boolean {
  return CODE.test(text);
}

/** The code of a case: a link to the case, for readers of cases. */
export function caseCode(code: string, mayOpen: boolean): TemplateResult {
  return mayOpen ? html`<a class="code" href=${hashOf("cases", code)} dir="ltr">${code}</a>` : html`<b class="code" dir="ltr">${code}</b>`;
}
