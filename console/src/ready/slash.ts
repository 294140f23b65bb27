import { html, nothing, type TemplateResult } from "lit";
import type { Canned } from "../contract.js";
import { hasWords } from "../folding.js";
import { previewOf, type Placeholder } from "./filling.js";
import { y } from "./strings.fa.js";

const LIST = "slash-list";
const MOST = 8;
/** «/» at the beginning of the last line, and the words to search for behind it. */
const TYPED = /(^|\n)\/([^\n]*)$/;

/** Ready answers by «/» in the reply box: which are meant, and which one is marked. */
export class Slash {
  at = 0;
  /** The draft for which the operator wants no list: its «/» is part of the text. */
  #left: string | undefined;

  /** The words to search for in a draft, if there are any. */
  wanted(draft: string): string | undefined {
    return draft === this.#left ? undefined : TYPED.exec(draft)?.[2];
  }

  /** The answers that `wanted` means: by title first, then by their words. */
  found(answers: Canned[], wanted: string): Canned[] {
    const byTitle = answers.filter(({ title }) => hasWords(title, wanted));
    const byText = answers.filter((one) => !byTitle.includes(one) && hasWords(`${one.title} ${one.text}`, wanted));
    return [...byTitle, ...byText].slice(0, MOST);
  }

  leave(draft: string): void {
    this.#left = draft;
  }

  move(step: number, count: number): void {
    this.at = count ? (this.at + step + count) % count : 0;
  }

  /** A draft without the words typed to search for an answer. */
  without(draft: string): string {
    return draft.replace(TYPED, "");
  }
}

/** Links the box to its list, for screen readers. */
export const slashIds = { list: LIST, option: (place: number) => `slash-${place}` };

/** The list above the reply box. */
export function slashView(found: Canned[], at: number, placeholders: Placeholder[], take: (one: Canned) => void): TemplateResult {
  if (!found.length) return html`<p class="slash soft" role="status">${y.noneFound}</p>`;
  return html`<ul class="slash" id=${LIST} role="listbox" aria-label=${y.title}>${found.map((one, place) => html`
    <li role="option" id=${slashIds.option(place)} aria-selected=${place === at} @mousedown=${(event: Event) => (event.preventDefault(), take(one))}>
      <b>${one.title}</b> ${one.is_shared ? nothing : html`<span class="soft">${y.own}</span>`}
      <span class="soft words-of">${previewOf(one.text, placeholders)}</span></li>`)}</ul>`;
}
