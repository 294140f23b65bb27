import type { Outgoing } from "../src/core/outbox.js";
import type { CaseReply, Reply, ReplyEvent, ServiceCard, TurnAnswer } from "../src/core/contract.js";
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

/** A service with only the given facts. */
export function service(given: Partial<ServiceCard>): ServiceCard {
  const lists = { prerequisites: [], documents: [], steps: [], deadline: [], where: [], who: [], online: [] };
  const rest = { benefit: [], validity: [], after: [], if_refused: [], sources: [] };
  return { id: "s", title: "", agency: { id: "a", name: "" }, summary: "", confidence: "medium", ...lists, ...rest, ...given };
}

/** A case, just filed unless it is given otherwise. */
export function filedCase(given: Partial<CaseReply>): CaseReply {
  const due = { due_at: "2026-11-30T20:30:00Z", due_at_fa: "۱۰ آذر ۱۴۰۵" };
  const state = { status: "registered", status_fa: "ثبت شده", is_new: true };
  return { kind: "case", tracking_code: "1", agency: { id: "a", name: "a" }, ...due, ...state, ...given };
}

/** The assistant's answer to a message. */
export function answer(turn: string, ...replies: Reply[]): TurnAnswer {
  return { turn_id: turn, owner: "bot", act: { name: "greet", confidence: 1 }, about: {}, replies };
}

/** A reply as the stream sends it. */
export function told(given: Omit<ReplyEvent, "at">): ReplyEvent {
  return { at: "2026-11-25T00:01:00Z", ...given };
}

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
