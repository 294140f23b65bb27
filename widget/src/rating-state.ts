import type { Conversation } from "./core/conversation.js";
import { ratingDue, type Occasion } from "./core/decide.js";
import { t } from "./strings/index.js";
import type { Rating } from "./views/rating.js";

/** A score up to this one asks what was missing before it is sent. */
const LOW = 3;

/** What rating asks of the panel that shows it. */
export interface RatingScreen {
  toNewest(): void;
  goOn(): void;
  focus(selector: string): void;
  /** Tells a screen reader. */
  tell(words: string): void;
}

/** Which rating is asked for now, and how far the citizen has come with it. */
export class RatingState implements Rating {
  score = 0;
  comment = "";
  /** The citizen has asked to rate. */
  #isWanted = false;
  /** How much had been said when the citizen gave a score. */
  #ratedAt = -1;

  constructor(
    private readonly talk: Conversation,
    private readonly screen: RatingScreen,
  ) {}

  get canAsk(): boolean {
    return this.talk.entries.length > 0 && !this.talk.ratedFor.includes("talk");
  }

  get about(): Occasion | undefined {
    if (this.#isWanted) return "talk";
    const due = this.talk.isTyping ? undefined : ratingDue(this.talk.entries);
    return due && !this.talk.ratedFor.includes(due) ? due : undefined;
  }

  get isLow(): boolean {
    return this.score > 0 && this.score <= LOW;
  }

  get isThanked(): boolean {
    return this.#ratedAt === this.talk.entries.length;
  }

  /** The citizen asks to rate. */
  ask(): void {
    this.#isWanted = true;
  }

  /** Something new is said, and what was asked before is out of date. */
  drop(): void {
    this.#isWanted = false;
    this.score = 0;
    this.comment = "";
  }

  choose(score: number): void {
    this.score = score;
    if (!this.isLow) return void this.send();
    this.screen.toNewest();
    this.screen.focus("#why");
  }

  async send(): Promise<void> {
    const about = this.about;
    if (!about) return;
    await this.talk.rate(about, this.score, this.comment.trim());
    this.drop();
    if (!this.talk.ratedFor.includes(about)) return;
    this.#ratedAt = this.talk.entries.length;
    this.screen.tell(t.rateThanks);
    this.screen.goOn();
  }
}
