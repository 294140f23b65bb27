import { expect, test } from "vitest";
import { t } from "../src/strings.fa.js";

function allWords(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [value("۱", "۲") as string];
  return Object.values(value as object).flatMap(allWords);
}

const words = allWords(t);

test("there are words", () => expect(words.length).toBeGreaterThan(60));

test.each(words)("«%s» is clean Persian", (text) => {
  expect(text).not.toMatch(/[يكة٠-٩]/); // Arabic letters and digits
  expect(text).not.toMatch(/[0-9a-zA-Z]/);
  expect(text).not.toMatch(/(^|\s)ن?می\s/); // «می‌شود» is written with a half-space
  expect(text).not.toMatch(/\sها(ی|یی|یتان|یم)?(\s|$)/);
  expect(text).not.toMatch(/ه\sای(\s|$)/);
  expect(text).not.toMatch(/\s[،؛:.؟!]|\s{2}|\u200c\s|\s\u200c/);
  expect(text).not.toMatch(/[,;?]/);
  expect(text).toBe(text.trim());
});
