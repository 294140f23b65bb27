import type { MessageBody } from "./contract.js";
import { newKey } from "./key.js";
import type { Kept } from "./store.js";

/** A message on its way; it stays here until the server has answered it. */
export interface Outgoing {
  /** The Idempotency-Key, made before the first try. */
  key: string;
  body: MessageBody;
  /** The citizen's words, or the title of the chosen option. */
  words: string;
  /** The last event seen when the message was written. */
  since: number;
}

/** The citizen's unanswered messages, oldest first; survives a reload of the page. */
export class Outbox {
  constructor(private readonly kept: Kept<Outgoing[]>) {}

  get all(): readonly Outgoing[] {
    return this.kept.value ?? [];
  }

  get first(): Outgoing | undefined {
    return this.all[0];
  }

  put(body: MessageBody, words: string, since: number): Outgoing {
    const item = { key: newKey(), body, words, since };
    this.kept.value = [...this.all, item];
    return item;
  }

  drop(key: string): void {
    const left = this.all.filter((item) => item.key !== key);
    this.kept.value = left.length ? left : undefined;
  }

  /**
   * Makes the waiting messages fit a new conversation, where an old option and an old key mean nothing. The card of a
   * service can be chosen in any.
   */
  readdress(): void {
    if (!this.first) return;
    this.kept.value = this.all.map(({ body, words }) => ({
      key: newKey(),
      body: body.choice?.startsWith("service:") ? body : { text: words },
      words,
      since: 0,
    }));
  }

  clear(): void {
    this.kept.value = undefined;
  }
}
