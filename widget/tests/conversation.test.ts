import { expect, test, vi } from "vitest";
import { Api } from "../src/core/api.js";
import { Conversation } from "../src/core/conversation.js";
import { t } from "../src/strings/index.js";
import { json, settle, shelf, text, wire } from "./helpers.js";

type Answer = () => Response;

/** A small server: conversations are numbered, every message is answered with its own words. */
function server() {
  const calls: string[] = [];
  const lines: ReturnType<typeof wire>[] = [];
  const next: Answer[] = [];
  let opened = 0;
  const api = new Api("https://a.test", async (url, init) => {
    const part = url.split("/conversations")[1] ?? "";
    const headers = init.headers as Record<string, string>;
    calls.push(part.endsWith("/events") ? `${part} after ${headers["Last-Event-ID"]}` : `${part} ${init.body as string}`);
    if (part.endsWith("/events")) {
      const line = wire();
      lines.push(line);
      return new Response(line.body);
    }
    const scripted = next.shift();
    if (scripted) return scripted();
    if (part === "") return json({ conversation_id: `${++opened}`, token: "t" }, 201);
    if (!part.endsWith("/messages")) return json(undefined, 204);
    const { text: words = "option" } = JSON.parse(init.body as string) as { text?: string };
    return json({ turn_id: `t${calls.length}`, owner: "bot", replies: [text(`re: ${words}`)] });
  });
  const said = (id: number, name: string, data: unknown) =>
    lines.at(-1)?.write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  return { api, calls, next, said };
}

function scene(place = shelf()) {
  const one = server();
  const conversation = new Conversation(one.api, "test", () => undefined, place);
  return { ...one, conversation, place };
}

const shown = (conversation: Conversation) =>
  conversation.entries.map((entry) => (entry.type === "reply" ? "text" in entry.reply && entry.reply.text : entry.text));

test("nothing is asked of the server before the citizen speaks", async () => {
  const { conversation, calls } = scene();
  conversation.resume();
  await settle();
  expect(calls).toEqual([]);
});

test("the first message opens the conversation, listens, and is answered", async () => {
  const { conversation, calls } = scene();
  conversation.say("سلام");
  expect(conversation.isTyping).toBe(true);
  await settle();
  expect(calls).toEqual([" {}", "/1/events after 0", '/1/messages {"text":"سلام"}']);
  expect(shown(conversation)).toEqual(["سلام", "re: سلام"]);
  expect([conversation.isTyping, conversation.hasNews]).toEqual([false, true]);
});

test("after a reload history comes from the stream and is no news", async () => {
  const place = shelf();
  const before = scene(place);
  before.conversation.say("سلام");
  await settle();
  before.said(4, "reply", { turn_id: "t3", role: "citizen", reply: text("سلام") });
  before.said(5, "reply", { turn_id: "t3", role: "bot", reply: text("re: سلام") });
  await settle();
  expect(shown(before.conversation)).toHaveLength(2);
  before.conversation.rest();

  const after = scene(place);
  after.conversation.resume();
  await settle();
  expect(after.calls).toEqual(["/1/events after 0"]);
  after.said(4, "reply", { turn_id: "t3", role: "citizen", reply: text("سلام") });
  after.said(5, "reply", { turn_id: "t3", role: "bot", reply: text("re: سلام") });
  await settle();
  expect(shown(after.conversation)).toEqual(["سلام", "re: سلام"]);
  expect(after.conversation.hasNews).toBe(false);
  after.said(6, "reply", { role: "operator", reply: text("hello") });
  await settle();
  expect(after.conversation.hasNews).toBe(true);
});

test("a message left by a closed page is sent by the next one", async () => {
  const place = shelf();
  const broken = scene(place);
  broken.next.push(() => json({}, 503));
  broken.conversation.say("سلام");
  await settle();
  expect(broken.conversation.notice).toBe(t.delayed);
  const after = scene(place);
  expect(after.conversation.isPending).toBe(true);
  after.conversation.resume();
  await settle();
  expect(shown(after.conversation)).toEqual(["سلام", "re: سلام"]);
});

test("a forgotten conversation goes on in a new one, and says so", async () => {
  const { conversation, calls, next } = scene();
  conversation.say("سلام");
  await settle();
  next.push(() => json({ detail: "نیست" }, 404));
  conversation.say("برق", "agency:2");
  await settle();
  expect(shown(conversation)).toEqual(["سلام", "re: سلام", t.renewed, "برق", "re: برق"]);
  expect(calls.filter((call) => call.includes("messages"))).toEqual([
    '/1/messages {"text":"سلام"}',
    '/1/messages {"choice":"agency:2"}',
    '/2/messages {"text":"برق"}',
  ]);
});

test("the problem's own words are shown, a refused message is marked", async () => {
  const { conversation, next } = scene();
  conversation.say("سلام");
  await settle();
  next.push(() => json({ detail: "کوتاه‌تر بنویسید." }, 422));
  conversation.say("بد");
  await settle();
  expect(conversation.notice).toBe("کوتاه‌تر بنویسید.");
  expect(conversation.entries.at(-1)).toMatchObject({ text: "بد", state: "failed" });
});

test("a handoff asks once; the owner follows the stream and silences the typing sign", async () => {
  const { conversation, calls, said } = scene();
  await conversation.handoff();
  await settle();
  expect(calls).toContain("/1/handoff {}");
  said(1, "owner", { owner: "operator" });
  said(2, "reply", "not an event of the contract");
  await settle();
  expect([conversation.owner, conversation.isPending, conversation.entries]).toEqual(["operator", true, []]);
  conversation.say("سلام");
  expect(conversation.isTyping).toBe(false);
});

test("a score is sent and remembered", async () => {
  const { conversation, calls } = scene();
  expect(await conversation.rate("answer", { score: 4 })).toBe(true);
  expect(await conversation.rate("case", { score: 2, comment: "دیر شد" })).toBe(true);
  const marks = calls.flatMap((call) => call.split("/1/rating ").slice(1)).map((mark) => JSON.parse(mark));
  const device = expect.stringMatching(/^[\d-]{7,64}$/);
  expect(marks).toEqual([
    { device, score: 4 },
    { device, score: 2, comment: "دیر شد" },
  ]);
  expect(marks[0].device).toBe(marks[1].device);
  expect(conversation.ratedFor).toEqual(["answer", "case"]);
});

test("starting anew forgets everything", async () => {
  const { conversation, place } = scene();
  conversation.say("سلام");
  await settle();
  conversation.restart();
  expect([conversation.entries, conversation.isPending, place.all.size]).toEqual([[], false, 0]);
});

test("an operator who types is shown for six seconds, or until they have said it", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { conversation, said } = scene();
  conversation.say("سلام");
  await settle();
  said(5, "owner", { owner: "operator" });
  said(5, "typing", { role: "operator", for_s: 6 });
  await settle();
  expect(conversation.isTyping).toBe(true);
  vi.setSystemTime(Date.now() + 6_000);
  expect(conversation.isTyping).toBe(false);
  said(5, "typing", { role: "operator", for_s: 6 });
  await settle();
  expect(conversation.isTyping).toBe(true);
  said(6, "reply", { role: "operator", reply: text("بفرمایید") });
  await settle();
  expect(conversation.isTyping).toBe(false);
  vi.useRealTimers();
});

test("only an operator is told, and not at every letter, that the citizen types", async () => {
  const { conversation, calls, said } = scene();
  const told = () => calls.filter((call) => call.includes("/typing")).length;
  conversation.writes();
  conversation.say("سلام");
  await settle();
  conversation.writes();
  expect(told()).toBe(0);
  said(5, "owner", { owner: "operator" });
  await settle();
  for (let letter = 0; letter < 20; letter++) conversation.writes();
  await settle();
  expect(told()).toBe(1);
  conversation.say("دیگر");
  await settle();
  said(6, "owner", { owner: "operator" });
  await settle();
  conversation.writes();
  expect(told()).toBe(2);
});
