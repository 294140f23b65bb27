import { expect, test } from "vitest";
import { Pause } from "../src/core/pause.js";
import { Problem } from "../src/core/problem.js";
import { EventStream } from "../src/core/stream.js";
import { settle, wire } from "./helpers.js";

type Meeting = Problem | ReturnType<typeof wire>;

function scene(meetings: Meeting[], silenceMs = 10_000) {
  const did: string[] = [];
  const stream: EventStream = new EventStream(
    {
      connect: async (signal) => {
        const meeting = meetings.shift();
        if (!meeting) stream.close();
        if (!meeting || meeting instanceof Problem) throw meeting ?? new Problem(0);
        signal.addEventListener("abort", () => meeting.end());
        return meeting.body;
      },
      heard: (event) => did.push(`${event.id} ${event.data}`),
      line: (up) => did.push(up ? "up" : "down"),
      stale: () => did.push("stale"),
    },
    silenceMs,
    new Pause(() => 0),
  );
  return { stream, did };
}

test("events are heard, and a closed line is taken up again without a word", async () => {
  const [first, second] = [wire(), wire()];
  const { stream, did } = scene([first, second]);
  const listening = stream.listen();
  first.write("id: 1\ndata: a\n\n");
  first.end();
  second.write("id: 2\ndata: b\n\n");
  second.end();
  await listening;
  expect(did).toEqual(["up", "1 a", "up", "2 b"]);
});

test("a line that cannot be had is said to be down until it is up", async () => {
  const line = wire();
  const { stream, did } = scene([new Problem(503), new Problem(0), line]);
  const listening = stream.listen();
  line.end();
  await listening;
  expect(did).toEqual(["down", "down", "up"]);
});

test("a forgotten conversation ends the listening", async () => {
  const { stream, did } = scene([new Problem(404), wire()]);
  await stream.listen();
  expect(did).toEqual(["stale"]);
});

test("a silent line is given up", async () => {
  const { stream, did } = scene([wire()], 20);
  await stream.listen();
  expect(did).toEqual(["up"]);
});

test("nothing is heard after closing", async () => {
  const line = wire();
  const { stream, did } = scene([line]);
  const listening = stream.listen();
  await settle();
  stream.close();
  await listening;
  expect(did).toEqual(["up"]);
});
