import type { Reply, ReplyEvent, Role, TurnAnswer } from "./contract.js";
import type { Outgoing } from "./outbox.js";

/** One thing shown in the conversation. */
export type Entry =
  | CitizenEntry
  | { type: "reply"; key: string; from: Voice; reply: Reply; at?: string | undefined };

/** The speaker of a reply; a notice is shown in the middle, since nobody says it. */
export type Voice = Exclude<Role, "citizen">;

/** The citizen's words: `text` as they were written, `masked` as the server gives them, without personal data. */
export interface CitizenEntry {
  type: "citizen";
  key: string;
  text: string;
  masked?: string | undefined;
  state: "sent" | "sending" | "failed";
  at?: string | undefined;
}

interface Turn {
  id: string;
  /** The key of this page's message, if it was written here. */
  item?: string;
  said?: string;
  masked?: string;
  failed?: boolean;
  /** When it was said, RFC 3339. */
  at?: string;
  /** The replies of the POST answer, once it is here. */
  posted?: readonly Reply[];
  /** The bot's replies of this turn that the stream has brought, in order. */
  streamed: Reply[];
  /** An operator's words or a notice form an entry without a turn. */
  alone?: Entry;
}

/**
 * Merges the POST answers and the event stream into one list that holds everything once.
 *
 * Both ways bring the bot's replies of a turn in the same order, so the n-th reply of one is the n-th of the other.
 */
export class Timeline {
  /** The id of the newest event taken in. */
  lastEvent = 0;
  #turns: Turn[] = [];

  /** Takes the answer to a message of this page. */
  answer(item: Outgoing, answer: TurnAnswer): void {
    const turn = this.#turn(`${answer.turn_id}`);
    turn.said ??= item.words;
    turn.item = item.key;
    turn.at ??= new Date().toISOString();
    turn.posted ??= answer.replies;
  }

  /** Takes a `reply` event; `waiting` are the messages that have no answer yet. False: seen before. */
  event(id: number, event: ReplyEvent, waiting: readonly Outgoing[]): boolean {
    if (id <= this.lastEvent) return false;
    this.lastEvent = id;
    if (event.role === "citizen") return this.#citizen(id, event, waiting);
    if (event.role === "bot" && event.turn_id != null) return this.#bot(id, event);
    return this.#late(id, event);
  }

  /** Skips an event of another kind, so that it is not asked for again. */
  pass(id: number): void {
    this.lastEvent = Math.max(this.lastEvent, id);
  }

  /** Adds a message that the server refused. */
  refuse(item: Outgoing): void {
    this.#turns.push({ id: item.key, item: item.key, said: item.words, failed: true, streamed: [] });
  }

  /** Adds a line of the widget's own. */
  note(text: string): true {
    return this.#stand(`n${this.#turns.length}`, "notice", { kind: "text", text });
  }

  /** Everything to show, the waiting messages last. */
  entries(waiting: readonly Outgoing[]): Entry[] {
    const shown = this.#turns.flatMap(turnEntries);
    const rest = waiting.filter((item) => !this.#knows(item));
    return [...shown, ...rest.map(waitingEntry)];
  }

  #citizen(id: number, event: ReplyEvent, waiting: readonly Outgoing[]): boolean {
    const turn = this.#turn(`${event.turn_id ?? id}`);
    if (event.at) turn.at = event.at;
    turn.masked = wordsOf(event.reply);
    if (turn.said !== undefined) return false;
    const mine = waiting.find((item) => !this.#knows(item) && item.since < id);
    if (mine) turn.item = mine.key;
    turn.said = mine?.words ?? turn.masked;
    return true;
  }

  #bot(id: number, event: ReplyEvent): boolean {
    const turn = this.#turn(`${event.turn_id}`);
    const place = turn.streamed.push(event.reply) - 1;
    if (place < (turn.posted?.length ?? 0)) return false;
    if (!this.#isSettled(turn)) return true;
    turn.streamed.pop();
    return this.#late(id, event);
  }

  /** Puts words that belong to no turn at the end. */
  #late(id: number, { role, reply, at }: ReplyEvent): true {
    return this.#stand(`e${id}`, role as Voice, reply, at);
  }

  /** Nothing more belongs inside a settled turn: a later reply is news and goes to the end. */
  #isSettled(turn: Turn): boolean {
    const later = this.#turns.slice(this.#turns.indexOf(turn) + 1);
    return turn.posted !== undefined || later.some((other) => other.said !== undefined);
  }

  /** The message is already in a turn. */
  #knows(item: Outgoing): boolean {
    return this.#turns.some((turn) => turn.item === item.key);
  }

  #turn(id: string): Turn {
    let turn = this.#turns.find((known) => known.id === id && !known.alone);
    if (!turn) this.#turns.push((turn = { id, streamed: [] }));
    return turn;
  }

  #stand(key: string, from: Voice, reply: Reply, at?: string | null): true {
    this.#turns.push({ id: key, streamed: [], alone: { type: "reply", key, from, reply, at: at ?? undefined } });
    return true;
  }
}

function turnEntries({ id, item, said, masked, failed, at, posted = [], streamed, alone }: Turn): Entry[] {
  if (alone) return [alone];
  const replies = [...posted, ...streamed.slice(posted.length)];
  const bot = replies.map((reply, place): Entry => {
    return { type: "reply", key: `${id}.${place}`, from: "bot", reply, at };
  });
  if (said === undefined) return bot;
  const state = failed ? "failed" : "sent";
  return [{ type: "citizen", key: item ?? `${id}.c`, text: said, masked, state, at }, ...bot];
}

function waitingEntry(item: Outgoing): Entry {
  return { type: "citizen", key: item.key, text: item.words, state: "sending" };
}

/** The words of a reply that has any. */
export function wordsOf(reply: Reply): string {
  return "text" in reply ? (reply.text ?? "") : "";
}
