import { Announcer } from "./announcer.js";
import { copyShown } from "./clipboard.js";
import type { Conversation } from "./core/conversation.js";
import { isRatingDue } from "./core/decide.js";
import { t } from "./strings.fa.js";
import type { Actions } from "./views/actions.js";
import { isSendable, type Composer } from "./views/composer.js";
import type { Header, MenuItem, MenuState } from "./views/header.js";
import type { Panel } from "./views/panel.js";

/** What the panel's state asks of the element that shows it. */
export interface Screen {
  changed(): void;
  /** Moves the focus to where the citizen goes on after a step that took their button away. */
  goOn(): void;
  focusMenu(): void;
  toNewest(): void;
}

/** What is open, half written or asked in the panel of one conversation. */
export class PanelState {
  readonly #announcer = new Announcer();
  #draft = "";
  #menu: MenuState = "shut";
  #asksRating = false;
  /** How much had been said when the citizen gave a score. */
  #ratedAt = -1;

  constructor(
    private readonly talk: Conversation,
    private readonly screen: Screen,
  ) {}

  /** Everything to show; `close` is missing where the panel cannot be closed. */
  panel(close: Header["close"]): Omit<Panel, "isAway" | "scrolled" | "toEnd"> {
    const { entries, isTyping, notice, isLineDown } = this.talk;
    return {
      header: this.#header(close),
      composer: this.#composer,
      actions: this.#actions,
      entries,
      isTyping,
      rating: this.#rating,
      notice: isLineDown ? t.reconnecting : notice,
      announcement: this.#announcer.text,
    };
  }

  /** Tells the screen reader what has just been answered. */
  announceNews(): void {
    this.#announcer.news(this.talk.entries);
  }

  say(words: string): void {
    if (!isSendable(words)) return;
    this.#asksRating = false;
    this.talk.say(words.trim());
    this.screen.toNewest();
  }

  /** Shuts the menu; false if it was not open. */
  shutMenu(): boolean {
    if (this.#menu === "shut") return false;
    this.#show("shut");
    return true;
  }

  get #actions(): Actions {
    return {
      ask: (words) => (this.say(words), this.screen.goOn()),
      choose: (option) => (this.talk.choose(option), this.screen.toNewest(), this.screen.goOn()),
      rate: (score) => void this.#rate(score),
      copy: async (shown) => {
        const copied = await copyShown(shown);
        if (copied) this.#tell(t.copied);
        return copied;
      },
    };
  }

  get #composer(): Composer {
    return {
      draft: this.#draft,
      edit: (text) => this.#write(text),
      send: () => {
        if (!isSendable(this.#draft)) return;
        this.say(this.#draft);
        this.#write("");
      },
    };
  }

  #header(close: Header["close"]): Header {
    return {
      owner: this.talk.owner,
      menu: this.#menu,
      canRate: this.talk.entries.length > 0 && !this.talk.rated,
      toggleMenu: () => this.#show(this.#menu === "shut" ? "open" : "shut"),
      pick: (item) => this.#pick(item),
      close,
    };
  }

  #pick(item: MenuItem): void {
    const mustAsk = item === "restart" && this.talk.entries.length > 0;
    this.#show(mustAsk ? "confirm" : "shut");
    if (mustAsk) return this.screen.focusMenu();
    if (item === "toHuman") void this.talk.handoff();
    if (item === "rate") this.#asksRating = true;
    if (item.startsWith("restart")) this.#restart();
    this.screen.toNewest();
    this.screen.goOn();
  }

  #restart(): void {
    this.#asksRating = false;
    this.#ratedAt = -1;
    this.talk.restart();
  }

  async #rate(score: number): Promise<void> {
    await this.talk.rate(score);
    if (!this.talk.rated) return;
    this.#asksRating = false;
    this.#ratedAt = this.talk.entries.length;
    this.#tell(t.rateThanks);
    this.screen.goOn();
  }

  get #rating(): Panel["rating"] {
    const { entries, rated, isTyping } = this.talk;
    if (rated) return this.#ratedAt === entries.length ? "thanks" : "none";
    return this.#asksRating || (!isTyping && isRatingDue(entries)) ? "ask" : "none";
  }

  #show(menu: MenuState): void {
    this.#menu = menu;
    this.screen.changed();
  }

  #write(draft: string): void {
    this.#draft = draft;
    this.screen.changed();
  }

  #tell(words: string): void {
    this.#announcer.say(words);
    this.screen.changed();
  }
}
