import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Citizen } from "../src/citizen.js";
import { CaseApi } from "../src/core/case-api.js";
import { Http } from "../src/core/http.js";
import { json } from "./helpers.js";

const HEADER = "X-Citizen-Session";
const refused = () => json({ code: "citizen_not_signed_in", detail: "دوباره وارد شوید." }, 401);

/** The requests, with the session of each; sessions are numbered, and last so many seconds. */
function scene({ lasts = 1800, portal = async () => "token" as string | undefined, answers = [] as Response[] } = {}) {
  const calls: string[] = [];
  let sessions = 0;
  vi.stubGlobal("fetch", async (url: string, { method = "GET", headers, body }: RequestInit) => {
    const path = url.split("/v1/")[1] ?? url;
    calls.push(`${method} ${path} ${(headers as Record<string, string>)?.[HEADER] ?? "-"}`);
    if (path === "citizen/nonce") return json({ nonce: "n", audience: "a", secret: "s" }, 201);
    if (path === "citizen/session" && body) {
      expect(JSON.parse(body as string)).toEqual({ token: "token", secret: "s" });
      const ends = new Date(Date.now() + lasts * 1000).toISOString();
      return json({ session: `s${++sessions}`, expires_at: ends }, 201);
    }
    return answers.shift() ?? json({});
  });
  const citizen = new Citizen(new Http("https://a.test"), portal);
  const cases = new CaseApi("https://a.test");
  cases.signed = citizen;
  return { calls, citizen, cases };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void (vi.unstubAllGlobals(), vi.useRealTimers()));

test("the portal is asked for a token of this nonce, and the session is shown from then on", async () => {
  const portal = vi.fn(async () => "token");
  const { calls, citizen, cases } = scene({ portal });
  await Promise.all([citizen.enter(), citizen.enter()]);
  expect(portal.mock.calls).toEqual([[{ nonce: "n", audience: "a" }]]);
  await cases.see({ code: "ABCD2345", pin: "" });
  expect(calls).toEqual(["POST citizen/nonce -", "POST citizen/session -", "GET cases/ABCD2345 s1"]);
});

test("who has not signed in yet waits for nobody", async () => {
  const { calls, cases } = scene();
  await cases.see({ code: "ABCD2345", pin: "123456" });
  expect(calls).toEqual(["GET cases/ABCD2345 -"]);
});

test("a session that ends soon, or has ended, is renewed by itself", async () => {
  const { calls, citizen, cases } = scene({ lasts: 300 });
  await citizen.enter();
  vi.advanceTimersByTime(250_000);
  await cases.see({ code: "A", pin: "" });
  expect(calls.at(-1)).toBe("GET cases/A s2");
});

test("a session that the server does not know any more is renewed once, and the request made again", async () => {
  const { calls, citizen, cases } = scene({ answers: [refused()] });
  await citizen.enter();
  await cases.see({ code: "A", pin: "" });
  expect(calls.slice(2)).toEqual(["GET cases/A s1", "POST citizen/nonce -", "POST citizen/session -", "GET cases/A s2"]);
});

test("refusals without end are told", async () => {
  const { citizen, cases } = scene({ answers: Array.from({ length: 9 }, refused) });
  await citizen.enter();
  await expect(cases.see({ code: "A", pin: "" })).rejects.toMatchObject({ status: 401, detail: "دوباره وارد شوید." });
});

test("where nobody is signed in at the portal, it is not asked again and again", async () => {
  const { calls, citizen } = scene({ portal: async () => undefined });
  await citizen.begin();
  await citizen.begin();
  expect(calls).toEqual(["POST citizen/nonce -"]);
  await expect(citizen.enter()).rejects.toMatchObject({ status: 401 });
  expect(await citizen.shown()).toEqual({});
});

test("a portal that never answers is given up", async () => {
  const { citizen } = scene({ portal: () => new Promise(() => undefined) });
  const entered = expect(citizen.enter()).rejects.toMatchObject({ status: 0 });
  await vi.advanceTimersByTimeAsync(10_000);
  await entered;
});

test("who leaves is nobody until their cases are opened again", async () => {
  const { calls, citizen, cases } = scene();
  await citizen.enter();
  await citizen.leave();
  expect(calls.at(-1)).toBe("DELETE citizen/session s1");
  await citizen.begin();
  await cases.see({ code: "A", pin: "123456" });
  expect(calls.at(-1)).toBe("GET cases/A -");
  await citizen.enter();
  expect(await citizen.shown()).toEqual({ [HEADER]: "s2" });
});

test("who leaves while the portal still answers is not signed in by its answer", async () => {
  let answer!: (token: string) => void;
  const { calls, citizen } = scene({ portal: () => new Promise((resolve) => (answer = resolve)) });
  const entered = expect(citizen.enter()).rejects.toMatchObject({ status: 401 });
  await vi.advanceTimersByTimeAsync(0);
  await citizen.leave();
  answer("token");
  await entered;
  expect(calls.at(-1)).toBe("DELETE citizen/session s1");
  expect(await citizen.shown()).toEqual({});
});

test("an address of the page's portal is asked with its cookies, and may say that nobody is signed in", async () => {
  const asked: RequestInit[] = [];
  const answers = [json({ token: "token" }), json(undefined, 204), json({}, 401)];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    if (url === "/token") return asked.push(init) && answers.shift();
    const ends = new Date(Date.now() + 1e6).toISOString();
    return json({ nonce: "n", audience: "a", secret: "s", session: "s1", expires_at: ends }, 201);
  });
  await new Citizen(new Http("https://a.test"), "/token").enter();
  for (const _ of [1, 2]) await expect(new Citizen(new Http("https://a.test"), "/token").enter()).rejects.toMatchObject({ status: 401 });
  expect(asked[0]).toMatchObject({ method: "POST", credentials: "include", body: '{"nonce":"n","audience":"a"}' });
});
