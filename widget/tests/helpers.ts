import type { Outgoing } from "../src/core/outbox.js";
import type { Reply } from "../src/core/contract.js";
import type { Pieces } from "../src/core/sse.js";
import type { Shelf } from "../src/core/store.js";

export function shelf(): Shelf & { all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (name) => all.get(name) ?? null,
    setItem: (name, value) => void all.set(name, value),
    removeItem: (name) => void all.delete(name),
  };
}

export const text = (words: string): Reply => ({ kind: "text", text: words });

export function outgoing(words: string, since = 0, key = `key of ${words}`): Outgoing {
  return { key, words, since, body: { text: words } };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
}

/** Lets everything that is ready to run, run. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A response body that is written by hand. */
export function wire(): { body: Pieces; write(text: string): void; end(): void } {
  let out!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (controller) => void (out = controller) });
  return {
    body,
    write: (piece) => out.enqueue(new TextEncoder().encode(piece)),
    end: () => out.close(),
  };
}
