import { afterEach, expect, test } from "vitest";
import { localDigits, localNumber } from "../src/core/digits.js";
import { localDay } from "../src/core/time.js";
import { words as en } from "../src/strings/en.js";
import { fa } from "../src/strings/fa.js";
import { speak, t } from "../src/strings/index.js";

const FOR_MACHINES = ["lang", "direction", "locale"];

function allWords(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [value("۱", "۲") as string];
  return Object.values(value as object).flatMap(allWords);
}

const read = Object.entries(fa).filter(([name]) => !FOR_MACHINES.includes(name));
const words = allWords(Object.fromEntries(read));

afterEach(() => speak());

test("there are words", () => expect(words.length).toBeGreaterThan(60));

test.each(words)("«%s» is clean Persian", (text) => {
  expect(text).not.toMatch(/[يكة٠-٩]/); // Arabic letters and digits
  expect(text).not.toMatch(/[0-9a-zA-Z]/);
  expect(text).not.toMatch(/(^|\s)ن?می\s/); // «می‌شود» is written with a half-space
  expect(text).not.toMatch(/\sها(ی|یی|یتان|یم)?(\s|$)/);
  expect(text).not.toMatch(/ه\sای(\s|$)/);
  expect(text).not.toMatch(/\s[،؛:.؟!]|\s{2}|\u200c\s|\s\u200c/);
  expect(text).not.toMatch(/[,;?]/);
  expect(text).toBe(text.trim() + (text === fa.comma ? " " : ""));
});

test("another language brings its words, digits and calendar, and Persian comes back", () => {
  speak(en);
  expect([t.send, t.direction]).toEqual(["Send", "ltr"]);
  expect([localDigits("۱۲۸"), localNumber(2000), localDay("2025-03-21")]).toEqual(["128", "2,000", "21 March 2025"]);
  speak();
  expect([t.send, localDigits("128"), localDay("2025-03-21")]).toEqual(["فرستادن", "۱۲۸", "۱ فروردین ۱۴۰۴"]);
});

test("no word of the English interface is missing or left in Persian", () => {
  const { examples, ...rest } = en;
  expect(examples).toEqual(fa.examples);
  expect(Object.keys(en)).toEqual(Object.keys(fa));
  for (const text of allWords(rest)) expect(text.replace(/[۱۲]/g, "")).toMatch(/^[ -~“”]*$/);
});
