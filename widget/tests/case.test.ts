import { expect, test } from "vitest";
import { CaseVisit } from "../src/case-visit.js";
import { CaseApi, caseKey } from "../src/core/case-api.js";
import type { CaseView } from "../src/core/contract.js";
import type { Listener } from "../src/recorder.js";
import { t } from "../src/strings/index.js";
import { json, settle } from "./helpers.js";

const shown: CaseView = {
  tracking_code: "ABCD2345",
  status: "answered",
  status_fa: "پاسخ داده شده",
  kind: "complaint",
  agency_id: "tavanir",
  agency_name: "توانیر",
  description: "برق قطع است",
  created_at: "2026-11-25T00:01:00Z",
  identity: "anonymous",
  level: { id: "agency", number: 1, title: "دستگاه" },
  timeline: [],
  ahead: [],
  answers: [],
  deadlines: {
    due_at: "2026-11-30T20:30:00Z",
    due_at_fa: "۱۰ آذر ۱۴۰۵",
    first_answer_due_at: "2026-11-26T20:30:00Z",
    first_answer_due_at_fa: "۶ آذر ۱۴۰۵",
    is_overdue: false,
  },
  people: 1,
  is_following: false,
  actions: ["verdict", "messages"],
};

/** A visit to a server whose next answers are scripted; without a script it shows the case. */
function scene(...answers: Response[]) {
  const calls: string[] = [];
  const keys: string[] = [];
  const focused: string[] = [];
  const told: string[] = [];
  const notes: { hasMicrophone: boolean; listener?: Listener } = { hasMicrophone: true };
  const api = new CaseApi("https://a.test/", async (url, { method = "GET", headers, body }) => {
    if (url.endsWith("/healthz")) return json({ status: "ok", sms: "off" });
    const sent = headers as Record<string, string>;
    calls.push(`${method} ${url.split("/v1/")[1]} ${sent["X-Case-Pin"]} ${(body as string) ?? ""}`.trim());
    if (sent["Idempotency-Key"]) keys.push(sent["Idempotency-Key"]);
    return answers.shift() ?? json(shown);
  });
  const visit = new CaseVisit(api, {
    changed: () => undefined,
    tell: (words) => told.push(words),
    focus: (place) => focused.push(place),
    mine: () => undefined,
    lost: () => undefined,
    sent: () => undefined,
    hasCases: true,
    cases: () => undefined,
    record: async (listener) => {
      if (!notes.hasMicrophone) throw new Error("refused");
      notes.listener = listener;
    },
  });
  return { visit, calls, keys, focused, told, notes };
}

async function opened(...answers: Response[]) {
  const one = scene(json(shown), ...answers);
  one.visit.start("abcd-2345", "۹۰ ۵۵ ۸۰");
  await settle();
  one.calls.length = 0;
  return one;
}

test("a lost pin is made good only where text messages are sent", async () => {
  const { visit } = scene();
  visit.start();
  expect(visit.canRecover).toBeUndefined();
  await settle();
  expect(visit.canRecover).toBe(false);
  const can = (answer: () => Response) => new CaseApi("https://a.test", async () => answer()).canText();
  expect(await can(() => json({ status: "ok", sms: "on" }))).toBe(true);
  expect(await can(() => new Response("", { status: 404 }))).toBe(true);
});

function write(visit: CaseVisit, words: string): void {
  if (visit.deed) visit.deed.words = words;
}

test.each([
  ["abcd 2345", "905580"],
  ["ABCD-۲۳۴۵", "۹۰۵۵۸۰"],
  [" a b c d ٢٣٤٥ ", "۹۰ ۵۵ ۸۰"],
  ["\u200eABCD2345\u200f", "905.580"],
])("«%s» and «%s», typed or dictated, open the case", (code, pin) => {
  expect(caseKey(code, pin)).toEqual({ code: "ABCD2345", pin: "905580" });
});

test.each(["905580123456", "905 580 123 456", "۹۰۵۵-۸۰۱۲-۳۴۵۶"])("the long pin «%s» is whole", (pin) => {
  expect(caseKey("ABCD2345", pin)).toEqual({ code: "ABCD2345", pin: "905580123456" });
});

test.each([
  ["", ""],
  ["ABCD2345", "90558012345"],
  ["ABCD234", "905580"],
  ["ABCD2345", "90558"],
  ["../../xx", "905580"],
  ["پرونده۱۲", "905580"],
])("«%s» and «%s» are not whole", (code, pin) => expect(caseKey(code, pin)).toBeUndefined());

test("with code and pin the case is shown, and its state is told and has the focus", async () => {
  const { visit, focused, told } = await opened();
  expect(visit.shown).toEqual(shown);
  expect([focused.at(-1), told]).toEqual(["#state", ["پاسخ داده شده"]]);
});

test("what is not whole is not sent", async () => {
  const { visit, calls, focused } = scene();
  visit.start("ABCD2345", "12");
  await settle();
  expect([calls, visit.fault, focused.at(-1)]).toEqual([[], t.caseIncomplete, "#code"]);
});

test("a wrong pin is told in words, and both values stay to be corrected", async () => {
  const { visit } = scene(json({ detail: "…" }, 404));
  visit.start("ABCD2345", "000000");
  await settle();
  expect([visit.fault, visit.code, visit.shown]).toEqual([t.caseUnknown, "ABCD2345", undefined]);
});

test("a verdict goes with its comment, and the case is shown as it then is", async () => {
  const { visit, calls, told } = await opened(json({ ...shown, status: "disputed" }));
  visit.begin("verdict", "unsolved");
  write(visit, " هنوز قطع است ");
  void visit.send();
  await settle();
  expect(calls).toEqual(['POST cases/ABCD2345/verdict 905580 {"verdict":"unsolved","comment":"هنوز قطع است"}']);
  expect([told.at(-1), visit.deed, visit.shown?.status]).toEqual([t.caseDone, undefined, "disputed"]);
});

test("a verdict needs no words, a message and a reopening do", async () => {
  const { visit, calls } = await opened();
  visit.begin("messages");
  void visit.send();
  await settle();
  expect([calls, visit.fault]).toEqual([[], t.caseTooShort]);
  visit.begin("verdict", "solved");
  void visit.send();
  await settle();
  visit.begin("reopen");
  write(visit, "کار تمام نشده");
  void visit.send();
  await settle();
  const posts = calls.filter((call) => call.startsWith("POST"));
  expect(posts[0]).toBe('POST cases/ABCD2345/verdict 905580 {"verdict":"solved"}');
  expect(posts[1]).toBe('POST cases/ABCD2345/reopen 905580 {"reason":"کار تمام نشده"}');
});

test.each([
  ["withdraw", "", 'withdraw 905580 {"reason":""}'],
  ["withdraw", "درست شد", 'withdraw 905580 {"reason":"درست شد"}'],
  ["consent", "", 'consent 905580 {"given":true}'],
  ["retract", "", 'consent 905580 {"given":false}'],
] as const)("«%s» is done with a second click only: «%s»", async (kind, words, sent) => {
  const { visit, calls, focused } = await opened();
  visit.begin(kind);
  expect([calls, focused.at(-1)]).toEqual([[], "#words"]);
  write(visit, words);
  void visit.send();
  await settle();
  expect(calls).toEqual([`POST cases/ABCD2345/${sent}`]);
});

test("leaving a shared case is confirmed, and can be let go", async () => {
  const { visit, calls } = await opened();
  visit.begin("separate");
  visit.drop();
  await visit.send();
  expect(calls).toEqual([]);
  visit.begin("separate");
  void visit.send();
  await settle();
  expect(calls[0]).toContain("POST cases/ABCD2345/separate 905580");
});

test("what could not be sent stays written, and is tried again with the same key", async () => {
  const { visit, keys } = await opened(json({ detail: "کمی بعد" }, 503));
  visit.begin("messages");
  write(visit, "سه روز گذشت");
  void visit.send();
  await settle();
  expect([visit.fault, visit.deed?.words]).toEqual(["کمی بعد", "سه روز گذشت"]);
  void visit.send();
  await settle();
  expect(visit.deed).toBeUndefined();
  expect(new Set(keys).size).toBe(1);
});

test("leaving forgets code and pin", async () => {
  const { visit } = await opened();
  visit.start();
  expect([visit.code, visit.pin, visit.shown]).toEqual(["", "", undefined]);
});

test("what is wrong with a file is said beside its button, and one that came is called by its name", async () => {
  const { visit, focused, told } = await opened(json({ detail: "خراب" }, 422));
  await visit.attach(new File([new Uint8Array(11 * 1024 * 1024)], "large.pdf"));
  expect([visit.fault, visit.faultAt, focused.at(-1)]).toEqual([t.fileTooLarge, "#file", "#file"]);
  visit.api.upload = async <T>() => undefined as T;
  await visit.attach(new File(["x"], "receipt.pdf"));
  expect(visit.fault).toBe("خراب");
  expect(visit.faultAt).toBe("#file");
  await visit.attach(new File(["x"], "receipt.pdf"));
  expect([visit.fault, visit.added, focused.at(-1)]).toEqual(["", t.fileCame("\u2068receipt.pdf\u2069"), "#file"]);
  expect(told.at(-1)).toBe(visit.added);
  await visit.attach(new Blob(["x"]));
  expect(visit.added).toBe(t.fileCame(t.voiceNote));
});

test("a voice note joins the case when it is taken, and its button gets the focus back when it is dropped", async () => {
  const { visit, focused, notes, calls } = await opened();
  await visit.record();
  expect([visit.fault, visit.isBusy]).toEqual(["", false]);
  notes.listener!.closed();
  expect([focused.at(-1), calls]).toEqual(["#record", []]);
  visit.api.upload = async <T>(path: string) => void calls.push(path) as T;
  notes.listener!.take(new Blob(["x"]));
  await settle();
  expect(calls[0]).toBe("cases/ABCD2345/attachments");
  expect(visit.added).toBe(t.fileCame(t.voiceNote));
});

test("a microphone that is given too late is not wanted any more", async () => {
  const { visit, notes } = await opened();
  await visit.record();
  expect(notes.listener!.isGone()).toBe(false);
  visit.start();
  expect(notes.listener!.isGone()).toBe(true);
});

test("without a microphone it is said beside the button", async () => {
  const { visit, focused, notes } = await opened();
  notes.hasMicrophone = false;
  await visit.record();
  expect([visit.fault, visit.faultAt, focused.at(-1)]).toEqual([t.noMicrophone, "#record", "#record"]);
});
