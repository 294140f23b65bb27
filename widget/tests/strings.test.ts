import { readdirSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { FONTS } from "../scripts/letters.js";
import { localDigits, localNumber } from "../src/core/digits.js";
import { localDay, saidAt } from "../src/core/time.js";
import { words as en } from "../src/strings/en.js";
import { ALONG_FA } from "../src/along-words.js";
import { CITIZEN_FA } from "../src/citizen-words.js";
import { FA } from "../src/mine-words.js";
import { LOST_FA } from "../src/lost-words.js";
import { NOTE_FA } from "../src/note-words.js";
import { RECEIPT_FA } from "../src/receipt-words.js";
import { REASONS_FA } from "../src/reason-words.js";
import { SENT_FA } from "../src/sent-words.js";
import { fa } from "../src/strings/fa.js";
import { LANGUAGES, speak, t, type Strings } from "../src/strings/index.js";

const FOR_MACHINES = ["lang", "direction", "locale"];

function allWords(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [value("۱", "۲") as string];
  return Object.values(value as object).flatMap(allWords);
}

const asked = { receipt: RECEIPT_FA, sent: SENT_FA, reasons: REASONS_FA, own: FA, citizen: CITIZEN_FA, along: ALONG_FA, note: NOTE_FA, lost: LOST_FA };
const read = Object.entries({ ...fa, ...asked }).filter(([name]) => !FOR_MACHINES.includes(name));
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

test("when something was said: the hour, and the day unless it is today in Iran", () => {
  const now = new Date("2026-11-25T22:00:00Z"); // half past one at night, there
  expect(saidAt("2026-11-25T21:05:00Z", now)).toBe("۰:۳۵");
  expect(saidAt("2026-11-25T20:05:00Z", now)).toBe("۴ آذر ۱۴۰۵ ساعت ۲۳:۳۵");
});

const files = readdirSync(new URL("../src/strings", import.meta.url)).map((file) => file.replace(".ts", ""));
const codes = files.filter((code) => !["fa", "index"].includes(code));
const languages = await Promise.all(
  codes.map(async (code): Promise<[string, Strings]> => [code, (await import(`../src/strings/${code}.ts`)).words]),
);

/** Every word by its path; a word with gaps is given with «1» and «2» in them. */
function paths(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, value("«1»", "«2»") as string]];
  return Object.entries(value as object).flatMap(([name, inner]) => paths(inner, `${path}.${name}`));
}
const gaps = (text: string) => [...text.matchAll(/«[12]»/g)].map(([gap]) => gap).sort();

test("the menu offers every language that has a file, and Persian", () => {
  expect(LANGUAGES.map(([code]) => code).sort()).toEqual([...codes, "fa"].sort());
});

describe.each(languages)("%s", (code, { caseStatus, ...words }) => {
  const { caseStatus: _, ...persian } = { ...fa, ...asked };
  const translated = paths(words);

  test("has every word, none empty, and each with the gaps of the Persian one", () => {
    expect(translated.map(([path]) => path)).toEqual(paths(persian).map(([path]) => path));
    const persianGaps = paths(persian).map(([path, text]) => [path, gaps(text)]);
    expect(translated.map(([path, text]) => [path, gaps(text)])).toEqual(persianGaps);
    expect(translated.filter(([, text]) => !text.trim())).toEqual([]);
  });

  test("names every state of a case", () => {
    expect(Object.keys(caseStatus)).toEqual(Object.keys(en.caseStatus));
    expect(Object.values(caseStatus).every(Boolean)).toBe(true);
  });

  test("is known by its own code; the examples are what the assistant understands", () => {
    expect([words.lang, words.examples]).toEqual([code, fa.examples]);
    expect([...words.digits].length).toBe(10);
    expect(Intl.DateTimeFormat.supportedLocalesOf(words.locale)).toEqual([words.locale]);
  });

  test("is written with letters that the fonts have, without stray spaces and marks", () => {
    const letters = new Set(`${FONTS.persian}${FONTS.more}«»–“”…`);
    const own = [...translated.filter(([path]) => !path.startsWith(".examples")), ...paths(caseStatus)];
    for (const [path, text] of own.filter(([path]) => !FOR_MACHINES.includes(path.slice(1)))) {
      const strange = [...text].filter((letter) => !letters.has(letter) && !/[ -~]/.test(letter));
      expect([path, strange]).toEqual([path, []]);
      expect(text).toBe(text.trim() + (path === ".comma" ? " " : ""));
      expect(text).not.toMatch(/\s[،؛:.؟!,;?]|\s{2}|\u200c(\s|$)|\s\u200c/);
      if (code in FOREIGN) expect([path, text.match(FOREIGN[code]!)]).toEqual([path, null]);
    }
  });
});

/** Letters that another language uses and this one does not. */
const FOREIGN: Record<string, RegExp> = {
  ar: /[پچژگکیەۆێڵڕ۰-۹a-z,;?]/,
  azb: /[يكةىەێڵڕ٠-٩a-z,;?]/,
  ckb: /[يكةىذثصضطظ٠-٩a-z,;?]/,
  en: /[^ -~“”«»]/,
};
