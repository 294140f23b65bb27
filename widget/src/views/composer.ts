import { html, type TemplateResult } from "lit/html.js";
import { LONGEST_MESSAGE } from "../core/contract.js";
import { localNumber } from "../core/digits.js";
import { t } from "../strings/index.js";
import { icons } from "./icons.js";

/** From this length on the counter is shown. */
const COUNT_FROM = LONGEST_MESSAGE - 200;

/** The composer's data and actions. */
export interface Composer {
  draft: string;
  /** Sends the draft, if it can be sent. */
  send(): void;
}

/** Characters as the contract counts them. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}

/** The text can be sent as it is. */
export function isSendable(text: string): boolean {
  const length = lengthOf(text);
  return length > 0 && length <= LONGEST_MESSAGE;
}

/** The text box; an empty one has the direction of the interface, a filled one that of its text. */
export function composerView(composer: Composer): TemplateResult {
  const { draft } = composer;
  const used = lengthOf(draft);
  return html`<form class="composer" @submit=${() => composer.send()}>
    <div class="field">
      <textarea
        id="text"
        rows="1"
        dir=${draft ? "auto" : t.direction}
        aria-label=${t.messageBox}
        aria-describedby="hint"
        aria-invalid=${used > LONGEST_MESSAGE}
        placeholder=${t.placeholder}
        enterkeyhint="send"
        .value=${draft}
        @input=${(event: Event) => (composer.draft = (event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => sendOnEnter(event, composer)}
      ></textarea>
      <button class="send" aria-label=${t.send} ?disabled=${!isSendable(draft)}>${icons.arrow}</button>
    </div>
    <p class="hint" id="hint" ?data-over=${used > LONGEST_MESSAGE}>${hint(used)}</p>
  </form>`;
}

function hint(used: number): string {
  if (used > LONGEST_MESSAGE) return t.tooLong(localNumber(used - LONGEST_MESSAGE));
  if (used >= COUNT_FROM) return t.counter(localNumber(used), localNumber(LONGEST_MESSAGE));
  return t.secretHint;
}

function sendOnEnter(event: KeyboardEvent, composer: Composer): void {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.send();
}

