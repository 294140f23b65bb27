import { expect, test } from "vitest";
import { serviceSheet } from "../src/core/sheet.js";
import { Timeline, type Entry } from "../src/core/timeline.js";
import { transcript } from "../src/core/transcript.js";
import { filedCase, outgoing, service, text, told } from "./helpers.js";

const NOW = new Date("2026-11-25T00:30:00Z");
const card = service({
  id: "passport",
  title: "تمدید گذرنامه",
  agency: { id: "police", name: "پلیس گذرنامه" },
  summary: "صدور گذرنامهٔ تازه",
  documents: ["گذرنامه پیشین", "عکس جدید"],
  steps: ["مراجعه", "پرداخت"],
  processing_time: "7 تا 10 روز",
  portal_url: "https://pass.example",
  confidence: "medium",
  sources: [{ address: "https://police.example/b", name: "پلیس گذرنامه" }, { address: "https://news.example/a" }],
});

test("a service on paper: ticked documents, numbered steps, sources, and the Jalali day", () => {
  expect(serviceSheet(card, ["عکس جدید"], NOW)).toBe(
    [
      "تمدید گذرنامه\nپلیس گذرنامه\nصدور گذرنامهٔ تازه",
      "زمان انجام: ۷ تا ۱۰ روز",
      "مدارک:\n☐ گذرنامه پیشین\n☑ عکس جدید",
      "مراحل:\n۱. مراجعه\n۲. پرداخت",
      "منبع:\n– https://pass.example\n– پلیس گذرنامه: https://police.example/b\n– https://news.example/a",
      "تهیه‌شده در ۴ آذر ۱۴۰۵ با دستیار خدمات دولت",
    ].join("\n\n"),
  );
});

test("what is unknown of a service is not on paper", () => {
  const { title, summary } = card;
  const sheet = serviceSheet(service({ title, summary }), [], NOW);
  expect(sheet).not.toMatch(/مدارک|مراحل|هزینه|undefined/);
});

test("a transcript has everything said, with Jalali times as far as they are known, and no pin", () => {
  const filed = filedCase({ tracking_code: "ABCD2345", pin: "905580" });
  const options = [{ title: "بله", choice: "confirm" }];
  const said: Entry[] = [
    { type: "citizen", key: "1", text: "برق قطع است", state: "sent", at: "2026-11-25T00:01:00Z" },
    { type: "reply", key: "2", from: "bot", reply: { kind: "choices", text: "ثبت کنم؟", options } },
    { type: "reply", key: "3", from: "bot", reply: filed },
    { type: "reply", key: "4", from: "operator", reply: text("سلام، من کارشناسم") },
    { type: "reply", key: "5", from: "bot", reply: { kind: "service", service: card } },
  ];
  const saved = transcript(said, NOW);
  expect(saved).toContain("شما (۴ آذر ۱۴۰۵ ساعت ۳:۳۱):\nبرق قطع است");
  expect(saved).toContain("دستیار:\nثبت کنم؟\n[بله]");
  expect(saved).toContain("درخواست شما ثبت شد؛ کد رهگیری ABCD2345");
  expect(saved).toContain("کارشناس:\nسلام، من کارشناسم");
  expect(saved).toContain("☐ گذرنامه پیشین");
  expect(saved).not.toContain("905580");
});

test("in a transcript personal data stands as the server tells it, in the page as it was written", () => {
  const timeline = new Timeline();
  const waiting = [outgoing("شمارهٔ من 09121234567 است", 0, "k")];
  const event = told({ turn_id: "t1", role: "citizen", reply: text("شمارهٔ من [شماره همراه] است") });
  timeline.event(1, event, waiting);
  const entries = timeline.entries(waiting);
  expect(entries.map((entry) => entry.type === "citizen" && entry.text)).toEqual(["شمارهٔ من 09121234567 است"]);
  expect(transcript(entries, NOW)).toContain("شما (۴ آذر ۱۴۰۵ ساعت ۳:۳۱):\nشمارهٔ من [شماره همراه] است");
  expect(transcript(entries, NOW)).not.toContain("0912");
});
