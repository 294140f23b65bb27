import { expect, test } from "vitest";
import { EventParser, readEvents, type ServerEvent } from "../src/core/sse.js";
import { wire } from "./helpers.js";

const STREAM =
  ": hello\r\n\r\nid: 7\r\nevent: reply\r\ndata: {\"a\":\r\ndata: \"سلام\"}\r\n\r\nevent: owner\ndata:x\n\nid: n\rdata: y\r\rdata\n\n: bye\n\nevent: empty\n\n";
const EVENTS: ServerEvent[] = [
  { id: 7, name: "reply", data: '{"a":\n"سلام"}' },
  { id: 7, name: "owner", data: "x" },
  { id: 7, name: "message", data: "y" },
  { id: 7, name: "message", data: "" },
];

test.each([1, 2, 3, 5, 8, 1000])("events come out of pieces of %d characters", (size) => {
  const parser = new EventParser();
  const events: ServerEvent[] = [];
  for (let at = 0; at < STREAM.length; at += size) {
    events.push(...parser.feed(STREAM.slice(at, at + size)));
  }
  expect(events).toEqual(EVENTS);
});

test("letters may be cut between bytes, and every piece is a sign of life", async () => {
  const { body, end } = wire();
  const cut = new TextEncoder().encode("id: 1\ndata: سلام\n\n");
  const pieces = [cut.slice(0, 13), cut.slice(13), new TextEncoder().encode(": beat\n\n")];
  const stream = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({ flush: (out) => pieces.forEach((piece) => out.enqueue(piece)) }),
  );
  end();
  let signs = 0;
  const events: ServerEvent[] = [];
  for await (const event of readEvents(stream, () => signs++)) events.push(event);
  expect(events).toEqual([{ id: 1, name: "message", data: "سلام" }]);
  expect(signs).toBe(3);
});
