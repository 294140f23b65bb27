import type { AlongWords } from "../along-words.js";
import type { CitizenWords } from "../citizen-words.js";
import type { LostWords } from "../lost-words.js";
import type { MineWords } from "../mine-words.js";
import type { NoteWords } from "../note-words.js";
import type { ReasonWords } from "../reason-words.js";
import type { ReceiptWords } from "../receipt-words.js";
import type { SentWords } from "../sent-words.js";
import { fa } from "./fa.js";

/** The words that every language's file has to hold. */
export type Strings = typeof fa & { sent?: SentWords; own?: MineWords; along?: AlongWords; citizen?: CitizenWords; lost?: LostWords; note?: NoteWords; receipt?: ReceiptWords; reasons?: ReasonWords };

/** The languages of the interface: the code of each, and the name that its readers call it. */
export const LANGUAGES: [code: string, name: string][] = [
  ["fa", "فارسی"],
  ["azb", "تۆرکجه"],
  ["ckb", "کوردی"],
  ["ar", "العربية"],
  ["en", "English"],
];

/** Those whose words somebody has read who grew up with them; another one is offered by who embeds the widget. */
export const READ_BY_NATIVES = "fa";

/** The words in use: Persian, until a page asks for another language. */
export let t: Strings = fa;

/** Takes the words of another language into use, or Persian again. */
export function speak(words: Strings = fa): void {
  t = words;
}
