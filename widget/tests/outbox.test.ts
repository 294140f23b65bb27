import { expect, test } from "vitest";
import { Outbox, type Outgoing } from "../src/core/outbox.js";
import { Kept } from "../src/core/store.js";
import { shelf } from "./helpers.js";

const outboxOn = (place: ReturnType<typeof shelf>) => new Outbox(new Kept<Outgoing[]>("o", place));

test("a message survives a reload with its key", () => {
  const place = shelf();
  const sent = outboxOn(place).put({ text: "سلام" }, "سلام", 4);
  expect(outboxOn(place).all).toEqual([sent]);
  expect(sent.key).toMatch(/^\d+(-\d+){3}$/);
});

test("messages leave in order, and nothing is left behind", () => {
  const place = shelf();
  const outbox = outboxOn(place);
  const [first, second] = [outbox.put({ text: "1" }, "1", 0), outbox.put({ text: "2" }, "2", 0)];
  expect(first.key).not.toBe(second.key);
  outbox.drop(first.key);
  expect(outbox.first).toEqual(second);
  outbox.drop(second.key);
  expect(place.all.size).toBe(0);
});

test("in a new conversation an option is said in words, with a new key", () => {
  const outbox = outboxOn(shelf());
  const old = outbox.put({ choice: "agency:7" }, "ثبت احوال", 40);
  outbox.readdress();
  expect(outbox.first?.key).not.toBe(old.key);
  expect(outbox.first).toMatchObject({ body: { text: "ثبت احوال" }, since: 0 });
});

test("the card of a service is asked for by its id in any conversation", () => {
  const outbox = outboxOn(shelf());
  outbox.put({ choice: "service:fire-125" }, "آتش‌نشانی", 0);
  outbox.readdress();
  expect(outbox.first).toMatchObject({ body: { choice: "service:fire-125" }, words: "آتش‌نشانی" });
});

test("forbidden or broken storage is no obstacle", () => {
  const full = () => {
    throw new Error("full");
  };
  const outbox = new Outbox(new Kept<Outgoing[]>("o", { getItem: () => "{", setItem: full, removeItem: full }));
  outbox.put({ text: "سلام" }, "سلام", 0);
  expect(outbox.all).toHaveLength(1);
});
