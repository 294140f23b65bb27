import type { Credentials, MessageBody, TurnAnswer } from "./contract.js";
import { Http } from "./http.js";
import type { Headers } from "./request.js";
import { Problem } from "./problem.js";
import type { Schemas } from "./schemas.js";
import type { Pieces } from "./sse.js";

const ROOT = "conversations";

/** Conversations, by the assistant's public HTTP interface. Every failure is thrown as a `Problem`. */
export class Api extends Http {
  /** Opens a conversation. */
  async open(): Promise<Credentials> {
    const { conversation_id: id, token } = await this.json<Schemas["ConversationOut"]>(ROOT, {}, {});
    return { id, token };
  }

  /** Posts one message; the same key again gives the same turn and does nothing twice. */
  say(who: Credentials, body: MessageBody, key: string): Promise<TurnAnswer> {
    return this.json(of(who, "messages"), { ...bearer(who), "Idempotency-Key": key }, body);
  }

  /** Asks for a human, says to the operator that the citizen is writing, or rates the conversation from 1 to 5. */
  tell(who: Credentials, what: "handoff" | "typing" | "rating", body: object = {}): Promise<void> {
    return this.json(of(who, what), bearer(who), body);
  }

  /** Opens the event stream after event `after`. */
  async events(who: Credentials, after: number, signal: AbortSignal): Promise<Pieces> {
    const headers = { ...bearer(who), Accept: "text/event-stream", "Last-Event-ID": `${after}` };
    const { body } = await this.ask(of(who, "events"), { headers, signal });
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
