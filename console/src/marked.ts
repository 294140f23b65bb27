/** The most characters that can be taken out at once. */
export const MOST_WORDS = 200;

/** The words that are marked on the page, if they can be taken out as they are; else nothing. */
export function markedWords(): string {
  const words = (getSelection()?.toString() ?? "").trim().replace(/\s+/g, " ");
  return words.length < 2 || words.length > MOST_WORDS ? "" : words;
}
