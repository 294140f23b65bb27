import type { Credentials, MessageBody, TurnAnswer } from "./contract.js";
import { Http, type Fetch, type Headers } from "./http.js";
import { Problem } from "./problem.js";

const ROOT = "conversations";

/** Conversations, by the assistant's public HTTP interface. Every failure is thrown as a `Problem`. */
export class Api {
  readonly #http: Http;

  constructor(base: string, fetcher?: Fetch) {
    this.#http = new Http(base, fetcher);
  }

  /** Opens a conversation. */
  async open(): Promise<Credentials> {
    const response = await this.#http.post(ROOT, {}, {});
    const { conversation_id, token } = (await response.json()) as {
      conversation_id: string;
      token: string;
    };
    return { id: conversation_id, token };
  }

  /** Posts one message; the same key again gives the same turn and does nothing twice. */
  async say(who: Credentials, body: MessageBody, key: string): Promise<TurnAnswer> {
    const headers = { ...bearer(who), "Idempotency-Key": key };
    const response = await this.#http.post(of(who, "messages"), headers, body);
    return (await response.json()) as TurnAnswer;
  }

  /** Asks for a human. */
  async handoff(who: Credentials): Promise<void> {
    await this.#http.post(of(who, "handoff"), bearer(who), {});
  }

  /** Tells the operator that the citizen is writing. */
  async writes(who: Credentials): Promise<void> {
    await this.#http.post(of(who, "typing"), bearer(who), {});
  }

  /** Rates the conversation from 1 to 5. */
  async rate(who: Credentials, score: number, comment: string): Promise<void> {
    await this.#http.post(of(who, "rating"), bearer(who), comment ? { score, comment } : { score });
  }

  /** Opens the event stream after event `after`. */
  async events(
    who: Credentials,
    after: number,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    const headers = { ...bearer(who), Accept: "text/event-stream", "Last-Event-ID": `${after}` };
    const { body } = await this.#http.ask(of(who, "events"), { headers, signal });
    if (!body) throw new Problem(0);
    return body;
  }
}

function of(who: Credentials, part: string): string {
  return `${ROOT}/${encodeURIComponent(who.id)}/${part}`;
}

function bearer(who: Credentials): Headers {
  return { Authorization: `Bearer ${who.token}` };
}
