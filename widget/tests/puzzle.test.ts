import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { CaseApi } from "../src/core/case-api.js";
import { puzzleOf, solve } from "../src/core/puzzle.js";
import { Kept } from "../src/core/store.js";
import { json } from "./helpers.js";

const key = { code: "ABCD2345", pin: "123456" };
const refused = (seed = "10.9.a.b", bits = 10) => json({ code: "too_many", puzzle: { seed, bits } }, 429);

function scene(...answers: Response[]) {
  const sent: Record<string, string>[] = [];
  const devices = new Kept<string[]>("devices", undefined);
  const api = new CaseApi(
    "https://a.test",
    async (_, { headers }) => {
      sent.push({ ...(headers as Record<string, string>) });
      return answers.shift() ?? json({});
    },
    devices,
  );
  return { api, sent, devices };
}

function zeroBits(solution: string): number {
  const hash = createHash("sha256").update(solution).digest();
  return Math.clz32(hash.readUInt32BE(0));
}

test("a solution begins with the seed and hashes to as many zero bits", async () => {
  for (const bits of [0, 1, 8, 14]) {
    const solution = await solve({ seed: "s", bits });
    expect(solution).toMatch(/^s:\d+$/);
    expect(zeroBits(solution)).toBeGreaterThanOrEqual(bits);
  }
});

test("what is no puzzle, or cannot be solved, is none", () => {
  expect([undefined, {}, { seed: 1, bits: 2 }, { seed: "s", bits: 60 }].map(puzzleOf)).toEqual(
    Array(4).fill(undefined),
  );
});

test("a refusal with a puzzle is answered with its solution", async () => {
  const { api, sent } = scene(refused());
  await api.see(key);
  expect(sent).toHaveLength(2);
  expect(zeroBits(sent[1]!["X-Puzzle-Solution"]!)).toBeGreaterThanOrEqual(10);
  expect(sent[1]).toMatchObject({ "X-Case-Pin": "123456" });
});

test("puzzles without end are given up", async () => {
  const { api, sent } = scene(...Array.from({ length: 9 }, () => refused()));
  await expect(api.see(key)).rejects.toMatchObject({ status: 429 });
  expect(sent).toHaveLength(4);
});

test("a device shows again by what it is known, and keeps a few", async () => {
  const { api, sent, devices } = scene(json({}, 200, { "X-Known-Device": "t1" }));
  await api.see(key);
  await api.see(key);
  expect(sent.map((headers) => headers["X-Known-Device"])).toEqual([undefined, "t1"]);
  devices.value = Array.from({ length: 8 }, (_, number) => `old${number}`);
  const again = scene(json({}, 200, { "X-Known-Device": "new" }));
  again.devices.value = devices.value;
  await again.api.see(key);
  expect(again.devices.value).toHaveLength(8);
  expect(again.devices.value![0]).toBe("new");
});
