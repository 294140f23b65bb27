import { Api, Problem } from "./api.js";
import type { Colleague, Queue, ServiceCard, Session, Talk, TalkEvent } from "./contract.js";
import { onceMore } from "./once-more.js";
import { AtHand } from "./ready/at-hand.js";
import { t } from "./strings.fa.js";
import { Suggested } from "./suggested.js";
import { Typing } from "./typing.js";

const PRESENCE_MS = 20_000;
/** An operator who has touched nothing for this long counts as gone, though the page is open. */
const AWAY_MS = 10 * 60_000;

export type Sheet = "none" | "close" | "transfer" | "redact";

/** What the console knows and does; it tells `changed` whenever there is something new to show. */
export class DeskState {
  queue: Queue = { waiting: [], mine: [], others: [] };
  talk: Talk | undefined;
  sheet: Sheet = "none";
  readonly ready = new AtHand();
  /** Unknown until somebody asks whom a conversation can be handed to. */
  colleagues: Colleague[] | undefined;
  found: ServiceCard[] | undefined;
  /** The words that were marked when taking out began. */
  marked = "";
  revealed = new Map<string, string>();
  drafts = new Map<string, string>();
  notice = "";
  isLineDown = false;
  /** Who else hears what the desk tells, by the name of the event; to be set before `start`. */
  readonly listeners = new Map<string, (data: unknown) => void>();

  readonly typing: Typing;
  readonly suggestions: Suggested;

  readonly #api: Api;
  #touchedAt = Date.now();
  #events: EventSource | undefined;
  #keys = new Map<string, string>();
  /** What is told of the open conversation changes with each word in it; if it cannot be read, with the next. */
  readonly #refresh = onceMore(async () => {
    if (this.talk) await this.#reload(this.talk.conversation_id).catch(() => undefined);
    this.changed();
  });

  constructor(
    readonly session: Session,
    private readonly redraw: () => void,
  ) {
    this.#api = new Api(session.csrf_token);
    this.suggestions = new Suggested((id) => this.#api.suggestions(id), redraw);
    this.typing = new Typing((id) => this.#api.types(id), redraw);
  }

  changed(): void {
    void this.suggestions.follow(this.talk);
    this.redraw();
  }

  may(permission: string): boolean {
    return this.session.account.permissions.includes(permission);
  }

  get canAnswer(): boolean {
    return this.may("answer_citizens");
  }

  /** Whoever may read the open conversation unmasked may take words out of it. */
  get canRedact(): boolean {
    const isOpen = Boolean(this.talk?.is_mine) || this.may("read_all_conversations");
    return Boolean(this.talk) && isOpen && this.may("reveal_personal_data");
  }

  /** Listens to the desk and gives signs of life, until the page goes. */
  async start(): Promise<void> {
    this.listen();
    if (!this.canAnswer) return;
    setInterval(() => void this.#signOfLife(), PRESENCE_MS);
    await this.#try(() => this.ready.read());
  }

  /** No longer hears what the desk tells. */
  hangUp(): void {
    this.#events?.close();
  }

  /** Hears what the desk tells. */
  listen(): void {
    const events = new EventSource("/api/v1/desk/events");
    this.#events = events;
    events.addEventListener("queue", (event) => this.#heardQueue(JSON.parse(event.data) as Queue));
    events.addEventListener("said", (event) => this.#heardWords(JSON.parse(event.data)));
    for (const [name, hear] of this.listeners) {
      events.addEventListener(name, (event) => hear(JSON.parse((event as MessageEvent<string>).data)));
    }
    events.addEventListener("typing", (event) => this.#heardTyping(JSON.parse(event.data)));
    events.addEventListener("signed_out", () => location.assign("/desk/sign-in"));
    events.onopen = () => this.#line(false);
    events.onerror = () => this.#line(true);
  }

  touch(): void {
    this.#touchedAt = Date.now();
  }

  open(id: string): Promise<void> {
    return this.#try(async () => this.#show(await this.#api.look(id)));
  }

  leave(): void {
    this.talk = undefined;
    this.#clear();
    this.changed();
  }

  take(id: string): Promise<void> {
    return this.#try(async () => this.#show(await this.#api.take(id)));
  }

  async takeNext(): Promise<void> {
    const next = this.queue.waiting[0];
    if (next && this.canAnswer) await this.take(next.conversation_id);
  }

  release(): Promise<void> {
    return this.#end((id) => this.#api.release(id));
  }

  close(reason: string): Promise<void> {
    return this.#end((id) => this.#api.close(id, reason));
  }

  transfer(account: string): Promise<void> {
    return this.#end((id) => this.#api.transfer(id, account));
  }

  async say(text: string): Promise<void> {
    const id = this.talk?.conversation_id;
    if (!id || !text.trim()) return;
    const isSaid = await this.#reply(id, { text: text.trim() });
    if (isSaid) this.drafts.delete(id);
    this.changed();
  }

  async sendCard(service: ServiceCard): Promise<void> {
    const id = this.talk?.conversation_id;
    if (!id || !(await this.#reply(id, { service_id: service.id }))) return;
    this.found = undefined;
    this.changed();
  }

  search(words: string): Promise<void> {
    return this.#try(async () => {
      this.found = words.trim() ? await this.#api.services(words.trim()) : undefined;
    });
  }

  async note(text: string): Promise<boolean> {
    const id = this.talk?.conversation_id;
    if (!id || !text.trim()) return false;
    await this.#try(async () => {
      await this.#api.note(id, text.trim());
      await this.#reload(id);
    });
    return !this.notice;
  }

  /** Takes words out of the open conversation for good. */
  async redact(words: string, reason: string): Promise<boolean> {
    const id = this.talk?.conversation_id;
    if (!id) return false;
    let isDone = false;
    await this.#try(async () => {
      await this.#api.redact(id, words, reason);
      isDone = true;
      this.revealed.clear();
      this.sheet = "none";
      await this.#reload(id);
      this.notice = t.redacted;
    });
    return isDone;
  }

  reveal(turn: string): Promise<void> {
    return this.#try(async () => {
      if (!this.talk) return;
      const { text } = await this.#api.reveal(this.talk.conversation_id, turn);
      this.revealed.set(turn, text);
    });
  }

  draft(text: string): void {
    if (this.talk) {
      this.drafts.set(this.talk.conversation_id, text);
      if (text) this.typing.writes(this.talk.conversation_id);
    }
    this.changed();
  }

  showSheet(sheet: Sheet): void {
    this.sheet = sheet;
    if (sheet === "transfer") void this.#lookAround();
    this.changed();
  }

  async signOut(): Promise<void> {
    let next: string | undefined;
    await this.#try(async () => void (next = await this.#api.signOut()));
    if (!this.notice) location.assign(next ?? "/desk/sign-in");
  }

  /** The same words again after a lost answer carry the same key, so they are said once. */
  async #reply(id: string, said: { text: string } | { service_id: string }): Promise<boolean> {
    const what = `${id} ${JSON.stringify(said)}`;
    const key = this.#keys.get(what) ?? crypto.randomUUID();
    this.#keys.set(what, key);
    await this.#try(async () => {
      await this.#api.reply(id, said, key);
      this.#keys.delete(what);
      this.typing.said(id);
      await this.#reload(id);
    });
    return !this.notice;
  }

  async #end(step: (id: string) => Promise<void>): Promise<void> {
    const id = this.talk?.conversation_id;
    if (!id) return;
    await this.#try(async () => {
      await step(id);
      this.leave();
    });
  }

  #show(talk: Talk): void {
    if (talk.conversation_id !== this.talk?.conversation_id) this.#clear();
    this.talk = talk;
  }

  #clear(): void {
    this.sheet = "none";
    this.found = undefined;
    // What was revealed for one look is hidden again with the next.
    this.revealed.clear();
  }

  async #reload(id: string): Promise<void> {
    const talk = await this.#api.look(id);
    if (this.talk?.conversation_id === id) this.talk = talk;
  }

  #heardQueue(queue: Queue): void {
    this.queue = queue;
    const { talk } = this;
    if (talk) void this.#follow(talk, queue);
    this.changed();
  }

  /** Brings the open conversation up to date when the queue says that there is more of it. */
  async #follow(talk: Talk, queue: Queue): Promise<void> {
    const entries = [...queue.waiting, ...queue.mine, ...queue.others];
    const entry = entries.find(({ conversation_id }) => conversation_id === talk.conversation_id);
    const isMine = queue.mine.some(({ conversation_id }) => conversation_id === talk.conversation_id);
    if (talk.is_mine && !isMine) {
      talk.is_mine = false;
      talk.owner = entry?.owner ?? "bot";
      delete talk.owner_name;
      this.sheet = "none";
      return this.#tell(t.lost);
    }
    const known = talk.events.at(-1)?.id ?? 0;
    if (entry && (entry.last_event_id > known || entry.owner !== talk.owner)) {
      await this.#try(() => this.#reload(talk.conversation_id));
    }
  }

  #heardTyping(sign: { conversation_id: string; for_s: number }): void {
    this.typing.heard(sign.conversation_id, sign.for_s);
  }

  #heardWords(said: { conversation_id: string; event: TalkEvent }): void {
    const { talk } = this;
    if (said.event.data.role === "citizen") this.typing.stop(said.conversation_id);
    if (talk?.conversation_id !== said.conversation_id) return;
    if (said.event.id > (talk.events.at(-1)?.id ?? 0)) talk.events.push(said.event);
    this.changed();
    if (said.event.data.role === "citizen") void this.#refresh();
  }

  /** Also with empty hands: colleagues hand conversations to who is there. */
  async #signOfLife(): Promise<void> {
    if (this.sheet === "transfer") void this.#lookAround();
    if (Date.now() - this.#touchedAt > AWAY_MS) return;
    await this.#api.presence().catch(() => undefined);
  }

  /** Who is there now. */
  async #lookAround(): Promise<void> {
    this.colleagues = await this.#api.colleagues().catch(() => this.colleagues);
    this.changed();
  }

  async #try(step: () => Promise<void>): Promise<void> {
    try {
      this.notice = "";
      await step();
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(0, "", t.failed500);
      if (problem.code === "not_signed_in") location.assign("/desk/sign-in");
      this.notice = problem.detail;
    }
    this.changed();
  }

  #line(isDown: boolean): void {
    this.isLineDown = isDown;
    this.changed();
  }

  #tell(notice: string): void {
    this.notice = notice;
    this.changed();
  }
}
