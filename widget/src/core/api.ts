import type { Credentials, MessageBody, TurnAnswer } from "./contract.js";
import { Problem, readProblem } from "./problem.js";

const PATIENCE_MS = 30_000;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The assistant's public HTTP interface. Every failure is thrown as a `Problem`. */
export class Api {
  readonly #root: string;
  readonly #fetch: Fetch;

  constructor(base: string, fetcher: Fetch = (url, init) => fetch(url, init)) {
    this.#root = `${base.replace(/\/+$/, "")}/api/v1/conversations`;
    this.#fetch = fetcher;
  }

  /** Opens a conversation. */
  async open(): Promise<Credentials> {
    const response = await this.#post(this.#root, {}, {});
    const { conversation_id, token } = (await response.json()) as {
      conversation_id: string;
      token: string;
    };
    return { id: conversation_id, token };
  }

  /** Posts one message; the same key again gives the same turn and does nothing twice. */
  async say(who: Credentials, body: MessageBody, key: string): Promise<TurnAnswer> {
    const headers = { ...bearer(who), "Idempotency-Key": key };
    const response = await this.#post(this.#of(who, "messages"), headers, body);
    return (await response.json()) as TurnAnswer;
  }

  /** Asks for a human. */
  async handoff(who: Credentials): Promise<void> {
    await this.#post(this.#of(who, "handoff"), bearer(who), {});
  }

  /** Rates the conversation from 1 to 5. */
  async rate(who: Credentials, score: number): Promise<void> {
    await this.#post(this.#of(who, "rating"), bearer(who), { score });
  }

  /** Opens the event stream after event `after`. */
  async events(
    who: Credentials,
    after: number,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    const headers = { ...bearer(who), Accept: "text/event-stream", "Last-Event-ID": `${after}` };
    const { body } = await this.#ask(this.#of(who, "events"), { headers, signal });
    if (!body) throw new Problem(0);
    return body;
  }

  async #post(url: string, headers: Record<string, string>, body: object): Promise<Response> {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      return await this.#ask(url, {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/json" },
        body: JSON.stringify(body),
        signal: patience.signal,
      });
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask(url: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await this.#fetch(url, { ...init, credentials: "omit" });
    } catch {
      throw new Problem(0);
    }
    if (!response.ok) throw await readProblem(response);
    return response;
  }

  #of(who: Credentials, part: string): string {
    return `${this.#root}/${encodeURIComponent(who.id)}/${part}`;
  }
}

function bearer(who: Credentials): Record<string, string> {
  return { Authorization: `Bearer ${who.token}` };
}
