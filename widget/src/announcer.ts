import { newestReplies } from "./core/decide.js";
import { spoken } from "./core/spoken.js";
import type { Entry } from "./core/timeline.js";

/** Words in the live region; a new key is a new element, which is what a screen reader is told of. */
export interface Line {
  key: string | symbol;
  words: string;
}

/**
 * What a screen reader is told: only what is new, each reply once.
 *
 * The replies of a turn may come one by one. What was told of it stays while it is the newest turn, since a reader may
 * still be on the way to it: words that are overwritten are words that nobody hears.
 */
export class Announcer {
  /** What stands in the live region, oldest first. */
  lines: readonly Line[] = [];

  /** Tells the newest replies that were not told yet, and lets an older turn go. */
  news(entries: readonly Entry[]): void {
    const newest = newestReplies(entries);
    const told = new Set(this.lines.map(({ key }) => key));
    const fresh = newest.filter(({ key }) => !told.has(key));
    const goesOn = fresh.length < newest.length;
    this.lines = [...(goesOn ? this.lines : []), ...fresh.map(({ key, reply }) => ({ key, words: spoken(reply) }))];
  }

  /** Tells `words` in the place of the last ones that were no reply; the same words again are heard again. */
  say(words: string): void {
    const replies = this.lines.filter(({ key }) => typeof key === "string");
    this.lines = [...replies, { key: Symbol(), words }];
  }
}
