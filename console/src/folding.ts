import { asciiDigits } from "./digits.js";

const LETTERS: Record<string, string> = { ي: "ی", ى: "ی", ئ: "ی", ك: "ک", ۀ: "ه", ة: "ه", آ: "ا", أ: "ا", إ: "ا", ؤ: "و" };
/** Vowel signs, the hamza above, and the line that only makes a word longer. */
const MARKS = /[\u064B-\u065F\u0670\u0640]/g;
const HALF_SPACE = /\u200C+/g;

/** A text as it is searched: whatever keyboard wrote its letters and digits. */
export function folded(text: string): string {
  return asciiDigits(text.normalize("NFKC"))
    .replace(/[يىئكۀةآأإؤ]/g, (letter) => LETTERS[letter]!)
    .replace(MARKS, "")
    .toLowerCase();
}

/** The same without half-spaces, and without the characters around it. */
export function joined(text: string): string {
  return folded(text).replace(HALF_SPACE, "").trim();
}

/** Whether a text has each of the words that were typed, with half-spaces or without. */
export function hasWords(text: string, typed: string): boolean {
  const plain = folded(text);
  const either = `${plain.replace(HALF_SPACE, "")} ${plain.replace(HALF_SPACE, " ")}`;
  const words = joined(typed).split(/\s+/).filter(Boolean);
  return words.every((word) => either.includes(word));
}
