import type { Conversation } from "./core/conversation.js";
import { ratedTurn, ratingDue, type Occasion } from "./core/decide.js";
import { t } from "./strings/index.js";
import type { Rating } from "./views/rating.js";

/** The panel around a rating, as far as the rating needs it. */
export interface RatingScreen {
  toNewest(): void;
  goOn(): void;
  /** Makes a screen reader say `words`, and renders again. */
  tell(words: string): void;
}

/** The current rating question, and how far the citizen has come with it. */
export class RatingState implements Rating {
  score = 0;
  reasons: Node | undefined;
  /** The citizen has asked to rate. */
  #isWanted = false;
  #about: Occasion | undefined;
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
    if (this.isThanked) return this.#about;
    if (this.#isWanted) return "talk";
    const due = this.talk.isTyping ? undefined : ratingDue(this.talk.entries);
    return due && !this.talk.ratedFor.includes(due) ? due : undefined;
  }

  get isThanked(): boolean {
    return this.#ratedAt === this.talk.entries.length;
  }

  /** The citizen asks to rate. */
  ask(): void {
    this.drop();
    this.#isWanted = true;
  }

  /** There are new words in the conversation, so the earlier rating question is out of date. */
  drop(): void {
    this.#isWanted = false;
    this.#ratedAt = -1;
    this.score = 0;
    this.reasons = undefined;
  }

  /** Sends a score at once; the citizen may give the reasons afterwards, and the score is sent again with them. */
  async choose(score: number, told?: object): Promise<void> {
    const about = (this.#about = this.about)!;
    this.score = score;
    const turn_id = about === "talk" ? undefined : ratedTurn(this.talk.entries);
    if (!(await this.talk.rate(about, { score, turn_id, ...told }))) return;
    this.#ratedAt = this.talk.entries.length;
    this.screen.tell(t.rateThanks);
    if (told) {
      this.reasons = undefined;
      return this.screen.goOn();
    }
    // Few give a score, so the reasons are fetched when somebody does. Without them it is given as well.
    const { reasonsView } = await import("./reasons.js");
    this.reasons ??= reasonsView(t, (told) => this.choose(this.score, told));
    this.screen.toNewest();
  }
}
