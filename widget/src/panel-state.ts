import { Announcer } from "./announcer.js";
import { CaseVisit } from "./case-visit.js";
import { copyShown } from "./clipboard.js";
import type { CaseApi } from "./core/case-api.js";
import type { Conversation } from "./core/conversation.js";
import { deviceShelf, Kept } from "./core/store.js";
import { MenuKeeper } from "./menu-keeper.js";
import { Papers } from "./papers.js";
import { RatingState } from "./rating-state.js";
import { t } from "./strings/index.js";
import type { Actions } from "./views/actions.js";
import type { Way } from "./views/bar.js";
import { isSendable, type Composer } from "./views/composer.js";
import type { Header, MenuItem } from "./views/header.js";
import type { Panel } from "./views/panel.js";

/** What the panel's state asks of the element that shows it. */
export interface Screen {
  changed(): void;
  /** Moves the focus to where the citizen goes on after a step that took their button away. */
  goOn(): void;
  focus(selector: string): void;
  toNewest(): void;
}

/** What is open, half written or asked in the panel of one conversation. */
export class PanelState {
  readonly #announcer = new Announcer();
  readonly #menu: MenuKeeper;
  readonly #rating: RatingState;
  readonly #case: CaseVisit;
  readonly #draft: Kept<string>;
  readonly #large = new Kept<boolean>("dastyar.large", deviceShelf());
  readonly #papers = new Papers();
  #isTracking = false;

  /** `name` tells conversations of several assistants on one origin apart. */
  constructor(
    private readonly talk: Conversation,
    cases: CaseApi,
    private readonly screen: Screen,
    name: string,
  ) {
    this.#draft = new Kept(`dastyar.draft ${name}`);
    this.#menu = new MenuKeeper(() => screen.changed());
    this.#rating = new RatingState(talk);
    const { changed, focus } = screen;
    this.#case = new CaseVisit(cases, { changed, focus, tell: (words) => this.#tell(words) });
  }

  /** Everything to show; `close` is missing where the panel cannot be closed. */
  panel(close: Header["close"]): Omit<Panel, "isAway" | "scrolled" | "toEnd"> {
    const { entries, isTyping, owner } = this.talk;
    return {
      header: this.#header(close),
      bar: { owner, isTracking: this.#isTracking, go: (where) => this.#go(where) },
      composer: this.#composer,
      actions: this.#actions,
      entries,
      isTyping,
      rating: this.#rating.shown,
      notice: this.#notice,
      announcement: this.#announcer.text,
      tracking: this.#isTracking ? this.#case.view : undefined,
    };
  }

  /** The citizen wants larger letters. */
  get isLarge(): boolean {
    return this.#large.value === true;
  }

  /** Something is half written. */
  get hasDraft(): boolean {
    return this.#draftText !== "";
  }

  /** Tells the screen reader what has just been answered. */
  announceNews(): void {
    this.#announcer.news(this.talk.entries);
  }

  say(words: string): void {
    if (!isSendable(words)) return;
    this.#isTracking = false;
    this.#rating.drop();
    this.talk.say(words.trim());
    this.screen.toNewest();
  }

  /** Shows a case instead of the conversation. */
  track(code = "", pin = ""): void {
    this.#isTracking = true;
    this.#case.start(code, pin);
  }

  /** Shuts the menu; false if it was not open. */
  shutMenu(): boolean {
    return this.#menu.shut();
  }

  get #actions(): Actions {
    return {
      ask: (words) => (this.say(words), this.screen.goOn()),
      choose: (option) => (this.talk.choose(option), this.screen.toNewest(), this.screen.goOn()),
      rewrite: (words) => (this.#write(words), this.screen.focus("#text")),
      rate: (score) => (this.#rating.choose(score) ? void this.#rate() : this.#explain()),
      explain: (comment) => this.#rating.write(comment),
      sendRating: () => void this.#rate(),
      copy: async (shown) => {
        const copied = await copyShown(shown);
        if (copied) this.#tell(t.copied);
        return copied;
      },
      ticked: (service) => this.#papers.ticks.of(service),
      tick: (service, document) => (this.#papers.ticks.flip(service, document), this.screen.changed()),
      print: (card) => this.#papers.print(card),
      save: (card) => this.#papers.save(card),
      track: (code, pin) => this.track(code, pin ?? ""),
    };
  }

  get #composer(): Composer {
    return {
      draft: this.#draftText,
      edit: (text) => (this.#write(text), this.talk.writes()),
      send: () => {
        if (!isSendable(this.#draftText)) return;
        this.say(this.#draftText);
        this.#write("");
      },
    };
  }

  get #notice(): string {
    if (!navigator.onLine) return t.offline;
    return this.talk.isLineDown ? t.reconnecting : this.talk.notice;
  }

  #header(close: Header["close"]): Header {
    return {
      owner: this.talk.owner,
      menu: this.#menu.state,
      canSave: this.talk.entries.length > 0,
      canRate: this.#rating.canAsk,
      isLarge: this.isLarge,
      toggleMenu: () => this.#menu.toggle(),
      pick: (item) => this.#pick(item),
      close,
    };
  }

  #go(where: Way): void {
    if (where === "track") return this.track();
    this.#isTracking = false;
    if (where === "toHuman") void this.talk.handoff();
    if (where === "toBot") this.talk.toBot();
    this.screen.toNewest();
    this.screen.goOn();
  }

  #pick(item: MenuItem): void {
    if (this.#menu.picked(item, this.talk.entries.length > 0)) return this.screen.focus("#menu button");
    if (item === "save") this.#papers.saveConversation(this.talk.entries);
    if (item === "larger" || item === "smaller") this.#large.value = item === "larger";
    if (item === "rate") this.#rating.ask();
    if (item.startsWith("restart")) this.#restart();
    this.screen.toNewest();
    this.screen.goOn();
  }

  #restart(): void {
    this.#rating.drop();
    this.#isTracking = false;
    this.talk.restart();
  }

  #explain(): void {
    this.screen.toNewest();
    this.screen.focus("#why");
  }

  async #rate(): Promise<void> {
    if (!(await this.#rating.send())) return;
    this.#tell(t.rateThanks);
    this.screen.goOn();
  }

  get #draftText(): string {
    return this.#draft.value ?? "";
  }

  #write(draft: string): void {
    this.#draft.value = draft || undefined;
    this.screen.changed();
  }

  #tell(words: string): void {
    this.#announcer.say(words);
    this.screen.changed();
  }
}
