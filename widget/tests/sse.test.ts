import { expect, test } from "vitest";
import { readEvents, type ServerEvent } from "../src/core/sse.js";

const STREAM =
  ": hello\r\n\r\nid: 7\r\nevent: reply\r\ndata: {\"a\":\r\ndata: \"سلام\"}\r\n\r\nevent: owner\ndata:x\n\nid: n\rdata: y\r\rdata\n\n: bye\n\nevent: empty\n\n";
const EVENTS: ServerEvent[] = [
  { id: 7, name: "reply", data: '{"a":\n"سلام"}' },
  { id: 7, name: "owner", data: "x" },
  { id: 7, name: "message", data: "y" },
  { id: 7, name: "message", data: "" },
];

async function read(pieces: Uint8Array<ArrayBuffer>[], onBytes = () => undefined as void): Promise<ServerEvent[]> {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(out) {
      for (const piece of pieces) out.enqueue(piece);
      out.close();
    },
  });
  const events: ServerEvent[] = [];
  for await (const event of readEvents(body, onBytes)) events.push(event);
  return events;
}

test.each([1, 2, 3, 5, 8, 1000])("events come out of pieces of %d bytes", async (size) => {
  const bytes = new TextEncoder().encode(STREAM);
  const starts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, place) => place * size);
  expect(await read(starts.map((start) => bytes.slice(start, start + size)))).toEqual(EVENTS);
});

test("letters may be cut between bytes, and every piece is a sign of life", async () => {
  const cut = new TextEncoder().encode("id: 1\ndata: سلام\n\n");
  let signs = 0;
  const pieces = [cut.slice(0, 13), cut.slice(13), new TextEncoder().encode(": beat\n\n")];
  expect(await read(pieces, () => void signs++)).toEqual([{ id: 1, name: "message", data: "سلام" }]);
  expect(signs).toBe(3);
});
