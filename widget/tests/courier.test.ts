import { expect, test } from "vitest";
import { Courier, type Sender } from "../src/core/courier.js";
import { Outbox, type Outgoing } from "../src/core/outbox.js";
import { Pause, waitBefore } from "../src/core/pause.js";
import { Problem } from "../src/core/problem.js";
import { Kept } from "../src/core/store.js";
import { answer, settle, shelf } from "./helpers.js";

type Outcome = Problem | "ok";

/** A courier whose sender meets the given outcomes in turn, and the list of its actions. */
function scene(outcomes: Outcome[], ...words: string[]) {
  const outbox = new Outbox(new Kept<Outgoing[]>("o", shelf()));
  const did: string[] = [];
  const waits: number[] = [];
  const sender: Sender = {
    send: async (item) => {
      did.push(`send ${item.words}`);
      const outcome = outcomes.shift() ?? "ok";
      if (outcome !== "ok") throw outcome;
      return answer("t1");
    },
    answered: (item) => did.push(`answered ${item.words}`),
    refused: (item) => did.push(`refused ${item.words}`),
    delayed: (problem) => did.push(`delayed ${problem.status}`),
    renew: () => did.push("renew"),
  };
  const pause = new Pause((attempt) => (waits.push(attempt), 0));
  const courier = new Courier(outbox, sender, pause);
  words.forEach((text) => outbox.put({ text }, text, 0));
  return { courier, outbox, did, waits };
}

test("messages go one after the other", async () => {
  const { courier, did, outbox } = scene([], "a", "b");
  await courier.go();
  expect(did).toEqual(["send a", "answered a", "send b", "answered b"]);
  expect(outbox.first).toBeUndefined();
});

test("a lost message is sent again until it is answered, before the next one", async () => {
  const { courier, did, waits } = scene([new Problem(0), new Problem(500), "ok"], "a", "b");
  await courier.go();
  expect(did).toEqual(["send a", "delayed 0", "send a", "delayed 500", "send a", "answered a", "send b", "answered b"]);
  expect(waits).toEqual([0, 1]);
});

test("a refused message is not sent again", async () => {
  const { courier, did } = scene([new Problem(422)], "a", "b");
  await courier.go();
  expect(did).toEqual(["send a", "refused a", "send b", "answered b"]);
});

test("a forgotten conversation is renewed at once, and with pauses if that does not help", async () => {
  const { courier, did, waits } = scene([new Problem(401), new Problem(404), "ok"], "a");
  await courier.go();
  expect(did).toEqual(["send a", "renew", "send a", "renew", "send a", "answered a"]);
  expect(waits).toEqual([1]);
});

test("a cleared outbox is not answered to", async () => {
  const { courier, did, outbox } = scene([], "a");
  const going = courier.go();
  outbox.clear();
  await going;
  expect(did).toEqual(["send a"]);
});

test("starting twice sends once", async () => {
  const { courier, did } = scene([], "a");
  await Promise.all([courier.go(), courier.go()]);
  expect(did).toEqual(["send a", "answered a"]);
});

test("waits double up to half a minute, with a random quarter", () => {
  const lost = new Problem(0);
  expect([0, 1, 2, 5, 20].map((attempt) => waitBefore(attempt, lost, () => 0))).toEqual([1000, 2000, 4000, 30000, 30000]);
  expect(waitBefore(0, lost, () => 1)).toBe(1250);
  expect(waitBefore(9, new Problem(429, "", 3000))).toBe(3000);
  expect(waitBefore(0, new Problem(429, "", 0))).toBe(500);
});

test("our own wait can be cut short, the server's cannot", async () => {
  for (const [problem, expected] of [[new Problem(0), true], [new Problem(429, "", 50), false]] as const) {
    const pause = new Pause(() => 50);
    let over = false;
    const waiting = pause.before(0, problem).then(() => (over = true));
    pause.wake();
    await settle();
    expect(over).toBe(expected);
    await waiting;
  }
});
