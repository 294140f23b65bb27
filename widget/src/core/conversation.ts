import { t } from "../strings/index.js";
import type { Api } from "./api.js";
import type { Credentials, MessageBody, Owner, TurnAnswer } from "./contract.js";
import type { Occasion } from "./decide.js";
import { Courier } from "./courier.js";
import { Hearing } from "./hearing.js";
import { History } from "./history.js";
import { newKey } from "./key.js";
import { Outbox, type Outgoing } from "./outbox.js";
import { asProblem, type Problem } from "./problem.js";
import { Session, type Remembered } from "./session.js";
import { deviceShelf, Kept, type Shelf } from "./store.js";
import type { Entry } from "./timeline.js";

/** After one sign that the citizen is writing, no other is sent for this long. */
const TOLD_MS = 3_000;

/** One citizen's conversation: sends, listens, survives reloads, and knows the entries to show. */
export class Conversation {
  /** A line above the text box: the current fault and the next step. */
  notice = "";
  /** Something was said to the citizen since this was last set to false. */
  hasNews = false;

  readonly #outbox: Outbox;
  readonly #session: Session;
  readonly #courier: Courier;
  readonly #hearing: Hearing;
  readonly #history = new History();
  /** By which the marks of this device are known to be one person's. */
  readonly #device = new Kept<string>("dastyar.rated", deviceShelf());
  #toldUntil = 0;

  /** `name` separates conversations of several assistants on one origin. */
  constructor(
    readonly api: Api,
    name: string,
    private readonly changed: () => void,
    shelf?: Shelf,
  ) {
    this.#outbox = new Outbox(new Kept(`dastyar.outbox ${name}`, shelf));
    this.#session = new Session(new Kept(`dastyar.conversation ${name}`, shelf));
    this.#courier = new Courier(this.#outbox, {
      send: async (item) => this.api.say(await this.#admitted(), item.body, item.key),
      answered: (item, answer) => this.#answered(item, answer),
      refused: (item, problem) => this.#refused(item, problem),
      delayed: (problem) => this.#tell(problem.detail || t.delayed),
      renew: () => this.#renew(),
    });
    this.#hearing = new Hearing(api, this.#session, this.#history, this.#outbox, {
      heard: (news) => this.#change(news),
      up: () => void this.#courier.go(),
      stale: () => this.#renew(),
    });
  }

  get entries(): Entry[] {
    return this.#history.entries(this.#outbox.all);
  }

  /** Id and token of the conversation, once it has begun. */
  get who(): Remembered | undefined {
    return this.#session.credentials;
  }

  /** Remembers the names of files by their ids, as long as the conversation. */
  note(names: Pick<Remembered, "files">): void {
    this.#session.note(names);
  }

  get owner(): Owner {
    return this.#session.owner;
  }

  get ratedFor(): readonly Occasion[] {
    return this.#session.ratedFor;
  }

  /** The event stream is trying to reconnect. */
  get isLineDown(): boolean {
    return this.#hearing.isDown;
  }

  /** Something can arrive even while nobody looks: a human's words, or the answer to a waiting message. */
  get isPending(): boolean {
    return this.owner !== "bot" || this.#outbox.first !== undefined;
  }

  /** The bot owes an answer, or an operator is writing one. */
  get isTyping(): boolean {
    return this.#hearing.isTyping || (this.#outbox.first !== undefined && this.owner === "bot" && !this.notice);
  }

  /** Resumes the conversation of this tab, if there is one: listens to it and sends the messages that still wait. */
  resume(): void {
    this.#hearing.listen();
    void this.#courier.go();
  }

  /** Stops listening; the outbox is still carried. */
  rest(): void {
    this.#hearing.rest();
  }

  /** The citizen is writing: sends a sign of that to the operator, if one has the conversation, at most now and then. */
  writes(): void {
    const { credentials, owner } = this.#session;
    if (!credentials || owner !== "operator" || Date.now() < this.#toldUntil) return;
    this.#toldUntil = Date.now() + TOLD_MS;
    this.api.tell(credentials, "typing").catch(() => undefined);
  }

  /** With a choice, the text is the title of its button; `contact` goes into a case that is filed by it. */
  say(text: string, choice?: string, contact?: MessageBody["contact"]): void {
    this.#put({ ...(choice ? { choice } : { text }), contact }, text);
  }

  /** Asks for a human; the answer comes over the stream. */
  async handoff(): Promise<void> {
    await this.#attempt((who) => this.api.tell(who, "handoff"));
  }

  /** Gives a mark, or another in its place; false where it did not arrive. */
  async rate(occasion: Occasion, mark: object): Promise<boolean> {
    const device = (this.#device.value ??= newKey());
    return this.#attempt(async (who) => {
      await this.api.tell(who, "rating", { device, ...mark });
      this.#session.note({ ratedFor: [...this.ratedFor, occasion] });
    });
  }

  /** Forgets everything and starts with an empty page. */
  restart(): void {
    this.rest();
    this.#session.end();
    this.#outbox.clear();
    this.#history.clear();
    this.#tell("");
  }

  #put(body: MessageBody, words: string): void {
    this.#toldUntil = 0;
    this.#outbox.put(body, words, this.#session.seen);
    this.#tell("");
    void this.#courier.go();
  }

  #answered(item: Outgoing, answer: TurnAnswer): void {
    this.#history.timeline.answer(item, answer);
    this.#session.note({ owner: answer.owner });
    this.notice = "";
    this.#change(true);
  }

  #refused(item: Outgoing, problem: Problem): void {
    this.#history.timeline.refuse(item);
    this.#tell(problem.detail || t.refused);
  }

  async #attempt(step: (who: Credentials) => Promise<void>): Promise<boolean> {
    try {
      await step(await this.#admitted());
      this.#tell("");
      return true;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.isStale) this.#renew();
      else this.#tell(problem.detail || t.tryAgain);
      return false;
    }
  }

  async #admitted(): Promise<Credentials> {
    const who = await this.#session.admit(() => this.api.open());
    this.#hearing.listen();
    return who;
  }

  /** The server has forgotten the conversation: earlier words stay on the screen, the rest goes on in a new one. */
  #renew(): void {
    if (!this.#session.credentials) return this.#tell(t.delayed);
    this.rest();
    this.#session.end();
    this.#outbox.readdress();
    this.#history.turnPage(t.renewed);
    this.#tell("");
  }

  #change(news: boolean): void {
    this.hasNews ||= news;
    this.changed();
  }

  #tell(notice: string): void {
    this.notice = notice;
    this.changed();
  }
}
