import type { Along } from "./along.js";
import { Announcer, type Line } from "./announcer.js";
import { CaseVisit } from "./case-visit.js";
import { copyShown } from "./clipboard.js";
import type { CaseApi } from "./core/case-api.js";
import type { ChoicesReply, Option } from "./core/contract.js";
import type { Conversation } from "./core/conversation.js";
import { deviceShelf, Kept } from "./core/store.js";
import type { Owned } from "./mine.js";
import { Papers } from "./papers.js";
import { RatingState } from "./rating-state.js";
import type { Listener } from "./recorder.js";
import { t } from "./strings/index.js";
import type { Way } from "./views/bar.js";
import { isSendable } from "./views/composer.js";
import type { MenuItem, MenuState } from "./views/header.js";
import type { Panel } from "./views/panel.js";

/** The choice that the assistant offers to everyone in the queue. */
const BACK_TO_BOT = "bot";

/** The element that shows the panel, as far as the panel's state needs it; the element renders again after each event. */
export interface Screen {
  changed(): void;
  /** Moves the focus to where the citizen goes on after a step that took their button away. */
  goOn(): void;
  focus(selector: string): void;
  toNewest(): void;
  /** Shows the stored data of the conversation, or of a case. */
  mine(owned: Owned): void;
  /** The page signs citizens in. */
  readonly hasCases: boolean;
  /** Shows the signed-in citizen's cases. */
  cases(): void;
  /** Shows how a citizen who has lost the pin of a case gets another. */
  lost(visit: CaseVisit): void;
  /** Records a voice note. */
  record(listener: Listener): Promise<void>;
}

/** The open parts, drafts and questions in the panel of one conversation. */
export class PanelState implements Panel {
  menu: MenuState = "shut";
  isTracking = false;
  readonly papers = new Papers(this);
  readonly rating: RatingState;
  readonly visit: CaseVisit;
  /** Null while it is fetched, and if it did not come. */
  #along: Along | null | undefined;
  readonly #announcer = new Announcer();
  readonly #draft: Kept<string>;
  readonly #large = new Kept<boolean>("dastyar.large", deviceShelf());

  /** `base`, the assistant's address, also separates conversations of several assistants on one origin. */
  constructor(
    readonly talk: Conversation,
    cases: CaseApi,
    private readonly screen: Screen,
    private readonly base: string,
  ) {
    this.#draft = new Kept(`dastyar.draft ${base}`);
    const own = Object.assign(Object.create(screen), { tell: this.tell });
    this.rating = new RatingState(talk, own);
    this.visit = new CaseVisit(cases, own);
  }

  get announced(): readonly Line[] {
    return this.#announcer.lines;
  }

  get notice(): string {
    if (!navigator.onLine) return t.offline;
    return this.talk.isLineDown ? t.reconnecting : this.talk.notice;
  }

  get hasCases(): boolean {
    return this.screen.hasCases;
  }

  get isLarge(): boolean {
    return !!this.#large.value;
  }

  page(service: string): string {
    return `${this.base}/services/${service}`;
  }

  get draft(): string {
    return this.#draft.value ?? "";
  }

  set draft(draft: string) {
    this.#draft.value = draft || undefined;
    if (draft) this.talk.writes();
  }

  /** Announces the newest replies to the screen reader. */
  news(): void {
    this.#announcer.news(this.talk.entries);
    // A script that did not load is fetched again with the next reply.
    this.#along ??= undefined;
    // The text box holds the text to be changed, so that the citizen types only the changed words again.
    const text = (this.talk.entries.at(-1) as { reply?: Partial<ChoicesReply> } | undefined)?.reply?.draft;
    if (!this.draft && text) this.rewrite(text);
  }

  along(options: readonly Option[]): Node | undefined {
    if (this.#along === undefined) {
      this.#along = null;
      this.fetched(import("./along.js").then(({ Along }) => {
        this.#along ??= new Along(this, t);
        this.screen.toNewest();
      }));
    }
    return this.#along?.below(options);
  }

  /** Says words, unless something keeps them back, which is then shown. */
  say(words: string, choice?: string): boolean {
    if (!isSendable(words) || this.#along?.holds(choice)) return false;
    this.#talkAgain();
    this.talk.say(words.trim(), choice, this.#along?.contact);
    return true;
  }

  ask(words: string, choice?: string): void {
    if (this.say(words, choice)) this.screen.goOn();
  }

  send(): void {
    if (this.say(this.draft)) this.draft = "";
  }

  rewrite(words: string): void {
    this.draft = words;
    this.screen.focus("#text");
  }

  async copy(shown: HTMLElement): Promise<boolean> {
    const copied = await copyShown(shown);
    if (copied) this.tell(t.copied);
    return copied;
  }

  track(code?: string, pin?: string | null): void {
    this.isTracking = true;
    this.visit.start(code, pin ?? "");
  }

  /** Shows one of the signed-in citizen's cases. */
  own(code: string): void {
    this.isTracking = true;
    this.visit.own(code);
  }

  go(where: Way): void {
    if (where === "track") return this.track();
    this.isTracking = false;
    if (where === "toHuman") void this.talk.handoff();
    if (where === "toBot") this.talk.say(t.toBot, BACK_TO_BOT);
    this.#goOn();
  }

  toggleMenu(): void {
    if (!this.shutMenu()) this.menu = "open";
  }

  /** Shuts the menu; false if it was not open. */
  shutMenu(): boolean {
    const wasOpen = this.menu !== "shut";
    this.menu = "shut";
    return wasOpen;
  }

  pick(item: MenuItem): void {
    this.menu = "shut";
    if (item === "restart" && this.talk.entries.length) {
      this.menu = "confirm";
      return this.screen.focus("#menu button");
    }
    if (item === "save") this.papers.saveTalk(this.talk.entries);
    if (item === "larger" || item === "smaller") this.#large.value = item === "larger";
    if (item === "cases") return this.screen.cases();
    if (item === "mine") return this.screen.mine(this.talk);
    if (item === "rate") this.rating.ask();
    if (item.startsWith("restart")) {
      this.#talkAgain();
      this.talk.restart();
    }
    this.#goOn();
  }

  /** A script that is fetched on demand may fail to load; then the panel says so. */
  fetched(step: Promise<void>): void {
    void step.catch(() => this.tell((this.talk.notice = t.tryAgain)));
  }

  /** Leaves a case and the rating question about the conversation so far. */
  #talkAgain(): void {
    this.isTracking = false;
    this.rating.drop();
    this.screen.toNewest();
  }

  #goOn(): void {
    this.screen.toNewest();
    this.screen.goOn();
  }

  /** Makes a screen reader say `words`. */
  readonly tell = (words: string): void => {
    this.#announcer.say(words);
    this.screen.changed();
  };
}
