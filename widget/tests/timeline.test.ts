import { describe, expect, test } from "vitest";
import type { Reply, ReplyEvent, Role } from "../src/core/contract.js";
import { ratingDue } from "../src/core/decide.js";
import { transcript } from "../src/core/transcript.js";
import { Timeline, type Entry } from "../src/core/timeline.js";
import type { Outgoing } from "../src/core/outbox.js";
import { answer, filedCase, outgoing, text, told } from "./helpers.js";

const event = (role: Role, words: string, turn: string | null = "t1"): ReplyEvent =>
  told({ turn_id: turn, role, reply: text(words) });

function shown(timeline: Timeline, waiting: Outgoing[] = []): string[] {
  return timeline.entries(waiting).map(line);
}

function line(entry: Entry): string {
  if (entry.type === "citizen") return `${entry.state}: ${entry.text}`;
  return `${entry.from}: ${"text" in entry.reply ? entry.reply.text : entry.reply.kind}`;
}

const hi = outgoing("hi");
const WHOLE = ["sent: hi", "bot: one", "bot: two"];

/** The steps of one turn, as they may arrive in any order. */
const steps = {
  post: (timeline: Timeline) => timeline.answer(hi, answer("t1", text("one"), text("two"))),
  c: (timeline: Timeline, waiting: Outgoing[]) => timeline.event(1, event("citizen", "hi"), waiting),
  one: (timeline: Timeline, waiting: Outgoing[]) => timeline.event(2, event("bot", "one"), waiting),
  two: (timeline: Timeline, waiting: Outgoing[]) => timeline.event(3, event("bot", "two"), waiting),
};

describe("what comes by both ways is shown once", () => {
  test.each([
    ["post", "c", "one", "two"],
    ["c", "post", "one", "two"],
    ["c", "one", "post", "two"],
    ["c", "one", "two", "post"],
  ] as const)("%s, %s, %s, %s", (...order) => {
    const timeline = new Timeline();
    let waiting = [hi];
    for (const step of order) {
      steps[step](timeline, waiting);
      if (step === "post") waiting = [];
      expect(shown(timeline, waiting).filter((words) => words.endsWith("hi"))).toHaveLength(1);
    }
    expect(shown(timeline)).toEqual(WHOLE);
  });

  test("only one way works too", () => {
    const [posted, heard] = [new Timeline(), new Timeline()];
    steps.post(posted);
    [steps.c, steps.one, steps.two].forEach((step) => step(heard, []));
    expect(shown(posted)).toEqual(WHOLE);
    expect(shown(heard)).toEqual(WHOLE);
  });

  test("an event that comes again is passed over", () => {
    const timeline = new Timeline();
    for (let round = 0; round < 2; round++) [steps.c, steps.one, steps.two].forEach((step) => step(timeline, []));
    expect(shown(timeline)).toEqual(WHOLE);
    expect(timeline.lastEvent).toBe(3);
  });
});

test("the POST answer's pin stays although the stream has none", () => {
  const filed = filedCase({});
  const timeline = new Timeline();
  timeline.event(1, told({ turn_id: "t1", role: "bot", reply: filed }), []);
  timeline.answer(hi, answer("t1", { ...filed, pin: "42" }));
  expect(timeline.entries([]).slice(1)).toMatchObject([{ reply: { pin: "42" } }]);
});

test("a masked message of this page keeps the citizen's words", () => {
  const timeline = new Timeline();
  const mine = outgoing("0912", 5);
  timeline.event(6, event("citizen", "[شماره]"), [mine]);
  expect(shown(timeline, [mine])).toEqual(["sent: 0912"]);
});

test("history is not taken for a waiting message", () => {
  const timeline = new Timeline();
  const mine = outgoing("new", 5);
  timeline.event(4, event("citizen", "old"), [mine]);
  timeline.event(6, event("citizen", "new", "t2"), [mine]);
  expect(shown(timeline, [mine])).toEqual(["sent: old", "sent: new"]);
});

test("waiting messages stand last, with their state", () => {
  const timeline = new Timeline();
  timeline.event(1, event("operator", "hello", null), []);
  expect(shown(timeline, [hi])).toEqual(["operator: hello", "sending: hi"]);
});

test("late words go to the end: an operator's, and the bot's for an old turn", () => {
  const timeline = new Timeline();
  steps.post(timeline);
  timeline.answer(outgoing("more"), answer("t2", text("three")));
  timeline.event(1, event("citizen", "hi"), []);
  timeline.event(2, event("bot", "one"), []);
  timeline.event(3, event("bot", "two"), []);
  timeline.event(4, event("operator", "hello", "t1"), []);
  timeline.event(5, event("bot", "late", "t1"), []);
  timeline.event(6, event("bot", "later", "t1"), []);
  expect(shown(timeline)).toEqual([...WHOLE, "sent: more", "bot: three", "operator: hello", "bot: late", "bot: later"]);
});

test("a refused message is shown as failed, a notice by itself", () => {
  const timeline = new Timeline();
  timeline.refuse(hi);
  timeline.note("new");
  expect(shown(timeline)).toEqual(["failed: hi", "notice: new"]);
});

test("every entry has a key of its own, and a message keeps it on the way", () => {
  const timeline = new Timeline();
  const before = timeline.entries([hi]).map((entry) => entry.key);
  steps.post(timeline);
  timeline.event(9, event("operator", "x", null), []);
  timeline.note("n");
  const keys = timeline.entries([]).map((entry) => entry.key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys[0]).toBe(before[0]);
});

test("a notice is said by nobody", () => {
  const timeline = new Timeline();
  expect(timeline.event(1, event("notice", "with a human"), [])).toBe(true);
  const closed: Reply = { kind: "handoff", state: "closed", text: "bye" };
  timeline.event(2, told({ turn_id: null, role: "notice", reply: closed }), []);
  expect(shown(timeline)).toEqual(["notice: with a human", "notice: bye"]);
  expect(transcript(timeline.entries([]), new Date())).toContain("— with a human —");
  expect(ratingDue(timeline.entries([]))).toBe("talk");
});
