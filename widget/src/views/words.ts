import { html, type TemplateResult } from "lit/html.js";
import { pieces, type Piece } from "../core/pieces.js";

/** Running text: each line is a paragraph that finds its own direction; addresses and numbers are links. */
export function words(text: string): TemplateResult[] {
  const lines = text.split("\n").filter((line) => line.trim());
  return lines.map((line) => html`<p lang="fa" dir="auto">${linked(line)}</p>`);
}

/** One line with its links. */
export function linked(line: string): (string | TemplateResult)[] {
  return pieces(line).map(piece);
}

function piece({ text, href }: Piece): string | TemplateResult {
  if (!href) return text;
  return href.startsWith("tel:")
    ? html`<a href=${href}><bdi dir="ltr">${text}</bdi></a>`
    : html`<a href=${href} target="_blank" rel="noreferrer"><bdi dir="ltr">${text}</bdi></a>`;
}
