import { fa } from "./fa.js";

/** What a language's file has to hold. */
export type Strings = typeof fa;

/** The words in use: Persian, until a page asks for another language. */
export let t: Strings = fa;

/** Takes the words of another language into use, or Persian again. */
export function speak(words: Strings = fa): void {
  t = words;
}
