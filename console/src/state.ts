import type { TemplateResult } from "lit";
import { Api, Problem } from "./api.js";
import { Cards } from "./cards.js";
import type { Permission, Queue, QueueChanges, Said, ServiceCard, Session, Talk } from "./contract.js";
import { Line } from "./line.js";
import { onceMore } from "./once-more.js";
import { OwnSteps } from "./own-steps.js";
import { Presence } from "./presence.js";
import { Lists } from "./queue/state.js";
import { AtHand } from "./ready/at-hand.js";
import { Slash } from "./ready/slash.js";
import { t } from "./strings.fa.js";
import { Suggested } from "./suggested.js";
import { Typing } from "./typing.js";

/** Colleagues may be as quick: after this many tries the console reads the queue again. */
const MOST_TRIES = 5;

export type Sheet = "none" | "close" | "transfer" | "redact" | "case";

/** The console's data and actions; it calls `changed` whenever there is something new to show. */
export class DeskState {
  talk: Talk | undefined;
  /** A conversation was ended just now, and none was opened since. */
  hasEnded = false;
  sheet: Sheet = "none";
  readonly ready = new AtHand();
  readonly slash = new Slash();
  readonly cards: Cards;
  readonly lists: Lists;
  readonly presence: Presence;
  /** The words that were marked when taking out began. */
  marked = "";
  revealed = new Map<string, string>();
  drafts = new Map<string, string>();
  /** The last fault or success, in words that may hold a link. */
  notice: string | TemplateResult = "";
  isLineDown = false;
  /** Further listeners for the desk's events, by the name of the event; to be set before `start`. */
  readonly listeners = new Map<string, (data: never) => void>();

  readonly typing: Typing;
  readonly suggestions: Suggested;

  readonly #api: Api;
  /** The code of the problem that the last step met. */
  #refusal = "";
  readonly #line = new Line(this.listeners, (isDown) => {
    this.isLineDown = isDown;
    this.changed();
  });
  #keys = new Map<string, string>();
  readonly #steps = new OwnSteps(() => void (this.talk && !this.talk.is_past && this.#follow(this.talk)));
  /** Reads the open conversation again when it changes; if that fails, the next change reads it. */
  readonly #refresh = onceMore(async () => {
    if (this.talk) await this.#reload(this.talk.conversation_id).catch(() => undefined);
    this.changed();
  });

  constructor(
    readonly session: Session,
    private readonly redraw: () => void,
  ) {
    this.#api = new Api(session.csrf_token);
    this.cards = new Cards((words) => this.#api.services(words), redraw);
    this.presence = new Presence(this.#api, redraw);
    this.presence.breakSince = session.account.break_since;
    this.lists = new Lists(session.account.id, () => Boolean(this.presence.breakSince), redraw);
    this.suggestions = new Suggested((id) => this.#api.suggestions(id), redraw);
    this.typing = new Typing((id) => this.#api.types(id), redraw);
  }

  changed(): void {
    void this.suggestions.follow(this.talk);
    this.redraw();
  }

  may(permission: Permission): boolean {
    return this.session.account.permissions.includes(permission);
  }

  get canAnswer(): boolean {
    return this.may("answer_citizens");
  }

  /** An operator who may read the open conversation unmasked may take words out of it. */
  get canRedact(): boolean {
    const isOpen = Boolean(this.talk?.is_mine) || this.may("read_all_conversations");
    return Boolean(this.talk) && isOpen && this.may("reveal_personal_data");
  }

  /** Listens to the desk and gives signs of life, until the page goes. */
  async start(): Promise<void> {
    this.listen();
    if (!this.canAnswer) return;
    this.presence.start(() => this.sheet === "transfer");
    await this.#try(() => this.ready.read());
  }

  /** Stops listening to the desk's events. */
  hangUp(): void {
    this.#line.close();
  }

  /** Handles an event of the desk. */
  listen(): void {
    this.listeners
      .set("queue", (queue: Queue) => this.#heardQueue(() => this.lists.heard(queue)))
      .set("queue_changes", (changes: QueueChanges) => this.#heardQueue(() => this.lists.heardChanges(changes)))
      .set("said", (said: Said) => this.#heardWords(said))
      .set("typing", (sign: { conversation_id: string; for_s: number }) => this.typing.heard(sign.conversation_id, sign.for_s));
    this.#line.open();
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
    return this.#try(() => this.#steps.run(async () => {
      this.#show(await this.#api.take(id));
      this.lists.took(id);
      this.presence.breakSince = undefined; // an operator who takes a conversation is back
    }));
  }

  /** Takes the longest waiting citizen; if a colleague was faster, the next one. */
  async takeNext(): Promise<void> {
    if (!this.canAnswer) return;
    for (const { conversation_id } of this.lists.next.slice(0, MOST_TRIES)) {
      await this.take(conversation_id);
      if (this.#refusal !== "not_owner") return;
    }
  }

  /** Begins a break, or ends it. */
  rest(isOn: boolean): Promise<void> {
    return this.#try(() => this.presence.rest(isOn));
  }

  release(): Promise<void> {
    return this.#end((id) => this.#api.release(id));
  }

  async close(reason: string): Promise<void> {
    await this.#end((id) => this.#api.close(id, reason));
    this.hasEnded = !this.talk;
    if (this.lists.closed) void this.lists.readClosed();
    this.changed();
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
    this.cards.clear();
    this.changed();
  }

  search(words: string): Promise<void> {
    return this.#try(() => this.cards.search(words));
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
    this.slash.at = 0;
    if (this.talk) {
      this.drafts.set(this.talk.conversation_id, text);
      if (text) this.typing.writes(this.talk.conversation_id);
    }
    this.changed();
  }

  showSheet(sheet: Sheet): void {
    this.sheet = sheet;
    if (sheet === "transfer") void this.presence.lookAround();
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
    await this.#try(() => this.#steps.run(async () => {
      await step(id);
      this.leave();
    }));
  }

  /** Reads the open conversation again. */
  async refresh(): Promise<void> {
    await this.#refresh();
  }

  #show(talk: Talk): void {
    this.hasEnded = false;
    if (talk.conversation_id !== this.talk?.conversation_id) this.#clear();
    this.talk = talk;
  }

  #clear(): void {
    this.sheet = "none";
    this.cards.clear();
    // Words revealed for one look are hidden again with the next.
    this.revealed.clear();
  }

  async #reload(id: string): Promise<void> {
    const talk = await this.#api.look(id);
    if (this.talk?.conversation_id === id) this.talk = talk;
  }

  #heardQueue(hear: () => void): void {
    hear();
    this.#steps.heard();
    this.changed();
  }

  /** Brings the open conversation up to date when the queue says that there is more of it. */
  async #follow(talk: Talk): Promise<void> {
    const entry = this.lists.entry(talk.conversation_id);
    const isMine = entry?.owner === "operator" && entry.owner_id === this.session.account.id;
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

  #heardWords({ conversation_id, event }: Said): void {
    const { talk } = this;
    const isOpen = talk?.conversation_id === conversation_id;
    if (event.data.role === "citizen") this.typing.stop(conversation_id);
    this.lists.heardWords(event, isOpen && !document.hidden);
    if (!isOpen) return;
    if (event.id > (talk.events.at(-1)?.id ?? 0)) talk.events.push(event);
    this.changed();
    if (event.data.role === "citizen") void this.#refresh();
  }

  async #try(step: () => Promise<void>): Promise<void> {
    try {
      this.notice = this.#refusal = "";
      await step();
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(0, "", t.failed500);
      if (problem.code === "not_signed_in") location.assign("/desk/sign-in");
      [this.notice, this.#refusal] = [problem.detail, problem.code];
    }
    this.changed();
  }

  #tell(notice: string): void {
    this.notice = notice;
    this.changed();
  }
}
