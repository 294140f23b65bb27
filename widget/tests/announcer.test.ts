import { expect, test } from "vitest";
import { Announcer } from "../src/announcer.js";
import { Timeline } from "../src/core/timeline.js";
import { answer, outgoing, text, told } from "./helpers.js";

/** A citizen who waits for the answer to one message, and the lines for a screen reader. */
function scene() {
  const timeline = new Timeline();
  const announcer = new Announcer();
  const waiting = [outgoing("سلام")];
  let events = 0;
  return {
    announcer,
    words: () => announcer.lines.map((line) => line.words),
    streamed: (words: string, turn = "t1") => {
      timeline.event(++events, told({ turn_id: turn, role: "bot", reply: text(words) }), waiting);
      announcer.news(timeline.entries(waiting));
    },
    said: (words: string, turn: string) => {
      timeline.event(++events, told({ turn_id: turn, role: "citizen", reply: text(words) }), waiting);
    },
    answered: (...replies: string[]) => {
      const [item] = waiting.splice(0);
      timeline.answer(item!, answer("t1", ...replies.map(text)));
      announcer.news(timeline.entries(waiting));
    },
  };
}

test("the parts of an answer that come one by one are all heard, each once", () => {
  const { announcer, words, streamed, said, answered } = scene();
  said("سلام", "t1");
  streamed("یک");
  const [first] = announcer.lines;
  streamed("دو");
  expect(announcer.lines[0]!.key).toBe(first!.key);
  answered("یک", "دو", "سه");
  expect(words()).toEqual(["یک", "دو", "سه"]);
  streamed("سه");
  expect(new Set(announcer.lines.map(({ key }) => key)).size).toBe(3);
});

test("an answer that comes before its events is not told again by them", () => {
  const { announcer, answered, streamed } = scene();
  answered("یک", "دو");
  const before = announcer.lines;
  streamed("یک");
  streamed("دو");
  expect(announcer.lines).toEqual(before);
});

test("the answer to the next message takes the place of the one before", () => {
  const { words, said, answered, streamed } = scene();
  answered("یک");
  said("خب", "t2");
  streamed("دو", "t2");
  expect(words()).toEqual(["دو"]);
});

test("the same words again are new, and take no reply's place", () => {
  const { announcer, words, answered } = scene();
  answered("یک");
  announcer.say("کپی شد");
  const before = announcer.lines.at(-1)!;
  announcer.say("کپی شد");
  expect(words()).toEqual(["یک", "کپی شد"]);
  expect(announcer.lines.at(-1)!.key).not.toBe(before.key);
});
