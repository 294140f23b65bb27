import { html, type TemplateResult } from "lit";
import { pieces } from "../../../widget/src/core/pieces.js";

/** A text of a conversation or a case; telephone numbers and addresses in it are links, as they are for the citizen. */
export function linked(text: string): (string | TemplateResult)[] {
  return pieces(text).map(({ text, href }) => {
    if (!href) return text;
    return html`<a href=${href} target=${href.startsWith("tel:") ? "_self" : "_blank"} rel="noreferrer"><bdi dir="ltr">${text}</bdi></a>`;
  });
}
