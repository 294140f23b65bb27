import { wordsOf, type ClosedTalk, type Load, type Queue, type QueueChanges, type QueueEntry, type TalkEvent } from "../contract.js";
import { Desk } from "../http.js";
import { Alerts } from "./alerts.js";
import { ANYBODY, shownOf, type Wish } from "./shown.js";

/** At most this many rows are drawn at once: a browser draws a thousand slowly, and nobody reads them. */
export const PAGE = 100;

/** The desk's lists of conversations, and the shown part of them. */
export class Lists {
  waiting: QueueEntry[] = [];
  mine: QueueEntry[] = [];
  others: QueueEntry[] = [];
  /** All that wait, also those beyond the list. */
  waitingCount = 0;
  load: Load | undefined;
  wish: Wish = ANYBODY;
  page = PAGE;
  /** Recently ended conversations; unknown until somebody asks for them. */
  closed: ClosedTalk[] | undefined;
  /** False until the desk has sent its lists for the first time. */
  isKnown = false;

  readonly alerts: Alerts;
  readonly #entries = new Map<string, QueueEntry>();

  constructor(private readonly me: string, isResting: () => boolean, private readonly changed: () => void) {
    this.alerts = new Alerts(isResting, changed);
  }

  /** The operator's filter of the queue. */
  get shown(): QueueEntry[] {
    return shownOf(this.waiting, this.wish);
  }

  get isNarrowed(): boolean {
    return Boolean(this.wish.words.trim() || this.wish.channel || this.wish.mood);
  }

  /** The next citizens: of those that the operator has asked for, the longest wait first. */
  get next(): QueueEntry[] {
    return shownOf(this.waiting, { ...this.wish, sort: "waited" });
  }

  entry(id: string): QueueEntry | undefined {
    return this.#entries.get(id);
  }

  want(change: Partial<Wish>): void {
    this.wish = { ...this.wish, ...change };
    this.page = PAGE;
    this.changed();
  }

  showMore(): void {
    this.page += PAGE;
    this.changed();
  }

  /** All lists, when a console begins to listen. */
  heard({ waiting, mine, others, waiting_count, load }: Queue): void {
    const known = new Set(this.#entries.keys());
    this.#entries.clear();
    for (const entry of [...waiting, ...mine, ...others]) this.#entries.set(entry.conversation_id, entry);
    this.#settle(waiting_count, load);
    // After a lost line the lists come whole again, and who came meanwhile calls.
    if (this.isKnown) this.#call(waiting.filter(({ conversation_id }) => !known.has(conversation_id)));
    this.isKnown = true;
  }

  /** Takes in the changes since the last lists. */
  heardChanges({ changed, gone, waiting_count, load }: QueueChanges): void {
    const fresh = changed.filter(({ conversation_id, owner }) => owner === "queue" && this.entry(conversation_id)?.owner !== "queue");
    const grown = waiting_count - this.waitingCount;
    for (const id of gone) this.#entries.delete(id);
    for (const entry of changed) this.#entries.set(entry.conversation_id, entry);
    this.#settle(waiting_count, load);
    if (fresh.length) this.#call(fresh);
    // Somebody has joined the queue beyond a full list.
    else if (grown > 0) this.alerts.came(grown, "");
  }

  /** A conversation that the operator has just taken waits no more, even before the desk says so; the next key takes another. */
  took(id: string): void {
    const entry = this.entry(id);
    if (!entry) return;
    this.#entries.set(id, { ...entry, owner: "operator", owner_id: this.me });
    this.#settle(this.waitingCount, this.load);
  }

  /** Words of a citizen in a conversation in hand; `isSeen` when they are before the operator's eyes. */
  heardWords({ data }: TalkEvent, isSeen: boolean): void {
    if (data.role === "citizen" && !isSeen) this.alerts.wrote(wordsOf(data.reply));
  }

  async readClosed(): Promise<void> {
    this.closed = await new Desk("").get<ClosedTalk[]>("closed").catch(() => this.closed ?? []);
    this.changed();
  }

  #call(fresh: QueueEntry[]): void {
    const last = fresh.at(-1);
    if (last) this.alerts.came(fresh.length, last.preview);
  }

  #settle(count: number, load: Load | undefined): void {
    const all = [...this.#entries.values()].sort(byWait);
    this.waiting = all.filter(({ owner }) => owner === "queue");
    const held = all.filter(({ owner }) => owner === "operator");
    this.mine = held.filter(({ owner_id }) => owner_id === this.me);
    this.others = held.filter(({ owner_id }) => owner_id !== this.me);
    [this.waitingCount, this.load] = [count, load];
    this.alerts.waiting(count);
  }
}

/** Longest wait first; times of the desk sort as texts. */
function byWait(one: QueueEntry, other: QueueEntry): number {
  const [mine, theirs] = [one.queued_at ?? "", other.queued_at ?? ""];
  if (mine !== theirs) return mine < theirs ? -1 : 1;
  return one.conversation_id < other.conversation_id ? -1 : 1;
}
