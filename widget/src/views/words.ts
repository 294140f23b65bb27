import { html, type TemplateResult } from "lit/html.js";

/** Running text: each line is a paragraph that finds its own direction. */
export function words(text: string): TemplateResult[] {
  const lines = text.split("\n").filter((line) => line.trim());
  return lines.map((line) => html`<p lang="fa" dir="auto">${line}</p>`);
}
