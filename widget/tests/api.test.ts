import { expect, test } from "vitest";
import { Api } from "../src/core/api.js";
import { Problem, retryAfter } from "../src/core/problem.js";
import { json } from "./helpers.js";

const who = { id: "c/1", token: "secret" };

function recorded(response: Response | Error) {
  const calls: { url: string; init: RequestInit }[] = [];
  const api = new Api("https://a.test/", (url, init) => {
    calls.push({ url, init });
    return response instanceof Error ? Promise.reject(response) : Promise.resolve(response);
  });
  return { api, calls };
}

const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error as Problem,
  );

test("a conversation is opened", async () => {
  const { api, calls } = recorded(json({ conversation_id: "7", token: "t" }, 201));
  expect(await api.open()).toEqual({ id: "7", token: "t" });
  expect(calls[0]?.url).toBe("https://a.test/api/v1/conversations");
  expect(calls[0]?.init).toMatchObject({ method: "POST", body: "{}", credentials: "omit" });
});

test("a message carries its key, its secret and nothing else", async () => {
  const { api, calls } = recorded(json({ turn_id: 1, owner: "bot", replies: [] }));
  await api.say(who, { choice: "yes" }, "k");
  expect(calls[0]?.url).toBe("https://a.test/api/v1/conversations/c%2F1/messages");
  expect(calls[0]?.init.body).toBe('{"choice":"yes"}');
  expect(calls[0]?.init.headers).toEqual({
    Authorization: "Bearer secret",
    "Idempotency-Key": "k",
    "Content-Type": "application/json",
  });
});

test("events are asked for after the last one seen", async () => {
  const { api, calls } = recorded(new Response("x"));
  await api.events(who, 12, new AbortController().signal);
  expect(calls[0]?.init.headers).toMatchObject({ "Last-Event-ID": "12", Authorization: "Bearer secret" });
});

test("a problem document's words and waiting time are kept", async () => {
  const { api } = recorded(json({ detail: "کمی صبر کنید." }, 429, { "Retry-After": "3" }));
  const problem = await problemOf(api.tell(who, "rating", { score: 5 }));
  expect(problem).toMatchObject({ status: 429, detail: "کمی صبر کنید.", waitMs: 3000 });
  expect([problem.isPassing, problem.isStale]).toEqual([true, false]);
});

test("a proxy's page is no problem document", async () => {
  const { api } = recorded(new Response("<html>", { status: 502 }));
  expect(await problemOf(api.tell(who, "handoff"))).toMatchObject({ status: 502, detail: "", waitMs: undefined });
});

test("no answer is status 0", async () => {
  const { api } = recorded(new TypeError("failed to fetch"));
  expect(await problemOf(api.open())).toMatchObject({ status: 0, isPassing: true });
});

test.each([
  [0, true, false],
  [401, false, true],
  [404, false, true],
  [409, false, false],
  [413, false, false],
  [422, false, false],
  [500, true, false],
  [503, true, false],
])("status %d: passing %s, stale %s", (status, passing, stale) => {
  const problem = new Problem(status);
  expect([problem.isPassing, problem.isStale]).toEqual([passing, stale]);
});

test("Retry-After is seconds; anything else leaves the wait to us", () => {
  expect(retryAfter("2")).toBe(2000);
  for (const other of ["Thu, 01 Jan 2026 00:00:05 GMT", "soon", "0", null]) expect(retryAfter(other)).toBeUndefined();
});
