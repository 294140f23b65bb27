import type { Conversation } from "./core/conversation.js";
import { ratingDue, type Occasion } from "./core/decide.js";
import type { Rating } from "./views/rating.js";

/** A score up to this one asks what was missing before it is sent. */
const LOW = 3;

/** Which rating is asked for now, and how far the citizen has come with it. */
export class RatingState {
  /** The citizen has asked to rate. */
  #isWanted = false;
  #score = 0;
  #comment = "";
  /** How much had been said when the citizen gave a score. */
  #ratedAt = -1;

  constructor(private readonly talk: Conversation) {}

  /** A rating can be asked for by hand. */
  get canAsk(): boolean {
    return this.talk.entries.length > 0 && !this.talk.ratedFor.includes("talk");
  }

  get shown(): Rating {
    const { entries } = this.talk;
    const about = this.#about;
    if (about) return { stage: this.#score ? "comment" : "ask", about, score: this.#score, comment: this.#comment };
    return { stage: this.#ratedAt === entries.length ? "thanks" : "none" };
  }

  ask(): void {
    this.#isWanted = true;
  }

  /** Something new is said, and what was asked before is out of date. */
  drop(): void {
    this.#isWanted = false;
    this.#score = 0;
    this.#comment = "";
  }

  write(comment: string): void {
    this.#comment = comment;
  }

  /** True when the score can be sent; a low one first asks for a comment, which may stay empty. */
  choose(score: number): boolean {
    this.#score = score;
    return score > LOW;
  }

  /** Sends score and comment; true if they have arrived. */
  async send(): Promise<boolean> {
    const about = this.#about;
    if (!about) return false;
    await this.talk.rate(about, this.#score, this.#comment.trim());
    const hasArrived = this.talk.ratedFor.includes(about);
    if (hasArrived) this.#ratedAt = this.talk.entries.length;
    this.drop();
    return hasArrived;
  }

  get #about(): Occasion | undefined {
    if (this.#isWanted) return "talk";
    const due = this.talk.isTyping ? undefined : ratingDue(this.talk.entries);
    return due && !this.talk.ratedFor.includes(due) ? due : undefined;
  }
}
