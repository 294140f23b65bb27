import { expect, test } from "vitest";
import type { ChoicesReply, Reply } from "../src/core/contract.js";
import * as decide from "../src/core/decide.js";
import { spoken } from "../src/core/spoken.js";
import type { Entry } from "../src/core/timeline.js";
import { isSendable, lengthOf } from "../src/views/composer.js";
import { filedCase, service, text } from "./helpers.js";

let keys = 0;
const said = (words: string): Entry => ({ type: "citizen", key: `${keys++}`, text: words, state: "sent" });
const told = (reply: Reply): Entry => ({ type: "reply", key: `${keys++}`, from: "bot", reply });

const card = service({ title: "تمدید گذرنامه", summary: "خلاصه", documents: ["شناسنامه"] });
const choices: ChoicesReply = {
  kind: "choices",
  text: "کدام؟",
  options: [
    { title: "آب", choice: "1" },
    { title: "برق", choice: "2" },
  ],
};
const filed = filedCase({ tracking_code: "128-1" });
const queue = (state: "waiting" | "connected" | "closed", position?: number): Reply =>
  position ? { kind: "handoff", state, position } : { kind: "handoff", state };

test("rows are cut out of what a question says, also where one of them has several lines", () => {
  const rows = [
    { name: "دستگاه", text: "توانیر", choice: "edit:case_agency" },
    { name: "شرح", text: "برق نداریم.\nسه روز است." },
  ];
  const text = "این را ثبت کنم؟\nدستگاه: توانیر\nشرح: برق نداریم.\nسه روز است.\nبی‌نام ثبت می‌شود.";
  expect(decide.aroundRows({ ...choices, text, rows })).toEqual(["این را ثبت کنم؟\n", "\nبی‌نام ثبت می‌شود."]);
  expect(decide.aroundRows(choices)).toEqual(["کدام؟"]);
});

test("options are open until the citizen speaks, and the chosen one is known", () => {
  const open = [said("سلام"), told(choices)];
  expect(decide.wordsAfter(open, 1)).toBeUndefined();
  const chosen = [...open, told(text("…")), said("برق")];
  expect(decide.wordsAfter(chosen, 1)).toBe("برق");
});

test("a queue line goes when there is a newer word about the handoff", () => {
  const [first, second, joined] = [told(queue("waiting", 3)), told(queue("waiting", 1)), told(queue("connected"))];
  const old = (...entries: Entry[]) => entries.filter((_, place) => decide.isOldQueueLine(entries, place));
  expect(old(first, second)).toEqual([first]);
  expect(old(first, second, joined)).toEqual([first, second]);
  expect(old(joined, told(queue("closed")))).toEqual([]);
});

test("what is rated is the turn of the newest answer, and none for an operator's words", () => {
  const turn = "0123456789abcdef0123456789abcdef";
  const bot = { ...told(text("پاسخ")), key: `${turn}.0` };
  expect(decide.ratedTurn([said("؟"), bot])).toBe(turn);
  expect(decide.ratedTurn([said("؟"), { ...bot, key: "e12" }, { ...bot, key: `${turn}.1` }])).toBe(turn);
  expect(decide.ratedTurn([said("؟"), bot, said("ممنون")])).toBeUndefined();
  expect(decide.ratedTurn([said("؟"), { ...bot, key: "e12" }])).toBeUndefined();
});

test("a rating is offered after a service, a filed case or a human, until the citizen goes on", () => {
  const shown: Reply = { kind: "service", service: card };
  expect(decide.ratingDue([said("؟"), told(shown)])).toBe("answer");
  expect(decide.ratingDue([said("؟"), told(filed)])).toBe("case");
  expect(decide.ratingDue([said("؟"), told({ ...filed, is_new: false } as Reply)])).toBeUndefined();
  expect(decide.ratingDue([said("؟"), told({ kind: "services", services: [card] })])).toBeUndefined();
  expect(decide.ratingDue([said("؟"), told(shown), said("ممنون")])).toBeUndefined();
  expect(decide.ratingDue([said("؟"), told(queue("connected")), told(queue("closed"))])).toBe("talk");
  expect(decide.ratingDue([])).toBeUndefined();
});

test("a card without anything to take along is not rated", () => {
  const bare = { ...card, documents: [] };
  expect([decide.isBare(card), decide.isBare(bare), decide.isBare({ ...bare, fee: "رایگان" })]).toEqual([false, true, false]);
  expect(decide.ratingDue([said("؟"), told({ kind: "service", service: bare })])).toBeUndefined();
});

test("only parts with something in them are shown", () => {
  expect(decide.sectionsOf(card)).toEqual(["documents"]);
  expect(decide.sectionsOf({ ...card, steps: ["یک"], sources: [{ address: "x" }] })).toEqual(["documents", "steps", "sources"]);
  expect(decide.sectionsOf({ ...card, prerequisites: ["پانزده سال"] })).toEqual(["prerequisites", "documents"]);
});

test.each([
  [text("سلام"), "سلام"],
  [{ kind: "service", service: card }, "تمدید گذرنامه؛ خلاصه"],
  [choices, "کدام؟؛ ۲ گزینه"],
  [filed, "درخواست شما ثبت شد؛ کد رهگیری 128-1"],
  [{ ...filed, is_new: false }, "وضعیت درخواست؛ کد رهگیری 128-1"],
  [{ kind: "line", number: "110", title: "پلیس", reason: "فوری است" }, "پلیس؛ ۱۱۰؛ فوری است"],
  [{ ...queue("waiting", 3), estimated_wait_s: 30 }, "در صف گفت\u200cوگو با کارشناس هستید؛ نفر ۳ صف؛ زمان انتظار: کمتر از یک دقیقه"],
  [{ ...queue("waiting", 3), text: "شما نفر ۳ صف هستید." }, "در صف گفت\u200cوگو با کارشناس هستید؛ شما نفر ۳ صف هستید."],
  [{ kind: "unknown" }, ""],
] as [Reply, string][])("a screen reader hears %j as «%s»", (reply, heard) => expect(spoken(reply)).toBe(heard));

test("length is counted in characters, as the contract counts it", () => {
  expect(lengthOf("  سلام \n")).toBe(4);
  expect(lengthOf("👍🏽")).toBe(2);
  expect(isSendable(" \n ")).toBe(false);
  expect(isSendable("ا".repeat(2000))).toBe(true);
  expect(isSendable("ا".repeat(2001))).toBe(false);
});

test("a minute is told once, below the last that was said in it", () => {
  const at = (time: string | undefined, entry: Entry): Entry => ({ ...entry, at: time });
  const shown = (...entries: Entry[]) => entries.map((_, place) => decide.timeShown(entries, place));
  const [first, second, third] = ["2026-11-25T00:01:01Z", "2026-11-25T03:31:59+03:30", "2026-11-25T00:02:00Z"];
  expect(shown(at(first, said("؟")), at(second, told(text("پاسخ"))))).toEqual([undefined, second]);
  expect(shown(at(first, said("؟")), at(third, told(text("پاسخ"))))).toEqual([first, third]);
  expect(shown(at(first, said("؟")), said("در راه"))).toEqual([first, undefined]);
  // A line that is no longer shown is skipped.
  const lines = [at(first, said("؟")), at(third, told(queue("waiting", 2))), at(first, told(queue("waiting", 1)))];
  expect(shown(...lines)[0]).toBeUndefined();
});
