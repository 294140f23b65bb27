import { newestReplies } from "./core/decide.js";
import { spoken } from "./core/spoken.js";
import type { Entry } from "./core/timeline.js";

/** What a screen reader is told: only what is new, each reply once. */
export class Announcer {
  /** The text of the live region. */
  text = "";
  #said = new Set<string>();

  /** Tells the newest replies that were not told yet. */
  news(entries: readonly Entry[]): void {
    const fresh = newestReplies(entries).filter((entry) => !this.#said.has(entry.key));
    fresh.forEach((entry) => this.#said.add(entry.key));
    if (fresh.length) this.say(fresh.map((entry) => spoken(entry.reply)).join("\n"));
  }

  /** The same words again are made different, or nothing would be heard. */
  say(words: string): void {
    this.text = words === this.text ? `${words}\u00a0` : words;
  }
}
