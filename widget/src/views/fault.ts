import { html, type TemplateResult } from "lit/html.js";

/** The place of a fault, by its selector. */
export type Place = "#code" | "#state" | "#words" | "#file" | "#record";

export function isOfFile(place: Place | undefined): boolean {
  return place === "#file" || place === "#record";
}

/** The words about a fault; only one place at a time shows them. */
export function faultView(fault: string): TemplateResult {
  return html`<p id="fault" class="fault" role="alert">${fault}</p>`;
}
