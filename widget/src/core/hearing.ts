import type { Api } from "./api.js";
import type { ReplyEvent } from "./contract.js";
import { fromJson } from "./from-json.js";
import type { History } from "./history.js";
import type { Outbox } from "./outbox.js";
import type { Session } from "./session.js";
import type { ServerEvent } from "./sse.js";
import { EventStream } from "./stream.js";
import type { Schemas } from "./schemas.js";

/** After a sign of writing, somebody is shown as writing for this long. */
const SHOWN_MS = 6_000;

/** The listener for changes of a conversation. */
export interface Hearer {
  /** Something changed; `news`: it was said just now, not replayed. */
  heard(news: boolean): void;
  /** The line to the server is up again. */
  up(): void;
  stale(): void;
}

/** The listening side of a conversation: puts events where they belong. */
export class Hearing {
  /** The line is broken and being mended. */
  isDown = false;
  #stream: EventStream | undefined;
  #typingUntil = 0;

  constructor(
    private readonly api: Api,
    private readonly session: Session,
    private readonly history: History,
    private readonly outbox: Outbox,
    private readonly hearer: Hearer,
  ) {}

  /** The operator is writing. */
  get isTyping(): boolean {
    return Date.now() < this.#typingUntil;
  }

  /** Starts to listen if there is a conversation; if it waits to reconnect, does so at once. */
  listen(): void {
    const who = this.session.credentials;
    if (!who || this.#stream) return this.#stream?.wake();
    this.#stream = new EventStream({
      connect: (signal) => this.api.events(who, this.history.timeline.lastEvent, signal),
      heard: (event) => this.#heard(event),
      line: (up) => this.#line(up),
      stale: () => this.hearer.stale(),
    });
    void this.#stream.listen();
  }

  rest(): void {
    this.#stream?.close();
    this.#stream = undefined;
    this.isDown = false;
  }

  #heard(event: ServerEvent): void {
    const { id, name } = event;
    const { timeline } = this.history;
    const data = fromJson<ReplyEvent & Schemas["OwnerEvent"]>(event.data) ?? {};
    this.#typingUntil = name === "typing" ? Date.now() + SHOWN_MS : 0;
    if (this.isTyping) setTimeout(() => this.hearer.heard(false), SHOWN_MS);
    const isFresh = id > this.session.seen;
    const isReply = name === "reply" && data.reply !== undefined;
    const isNew = isReply && timeline.event(id, data as ReplyEvent, this.outbox.all);
    if (!isReply) timeline.pass(id);
    const seen = Math.max(this.session.seen, timeline.lastEvent);
    this.session.note(data.owner ? { seen, owner: data.owner } : { seen });
    this.hearer.heard(isNew && isFresh);
  }

  #line(up: boolean): void {
    this.isDown = !up;
    if (up) this.hearer.up();
    this.hearer.heard(false);
  }
}
