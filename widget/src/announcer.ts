import { newestReplies } from "./core/decide.js";
import { spoken } from "./core/spoken.js";
import type { Entry } from "./core/timeline.js";

/** Words in the live region; a new key makes a new element, and a screen reader reads new elements. */
export interface Line {
  key: string | symbol;
  words: string;
}

/**
 * The words for a screen reader: only new ones, each reply once.
 *
 * The replies of a turn may come one by one. Words of the newest turn stay in the live region, since a reader may
 * still be on the way to it: words that are overwritten are words that nobody hears.
 */
export class Announcer {
  /** The lines in the live region, oldest first. */
  lines: readonly Line[] = [];

  /** Announces the newest replies that it has not announced yet, and removes an older turn. */
  news(entries: readonly Entry[]): void {
    const newest = newestReplies(entries);
    const told = new Set(this.lines.map(({ key }) => key));
    const fresh = newest.filter(({ key }) => !told.has(key));
    const goesOn = fresh.length < newest.length;
    this.lines = [...(goesOn ? this.lines : []), ...fresh.map(({ key, reply }) => ({ key, words: spoken(reply) }))];
  }

  /** Announces `words`, replacing the last ones that were not a reply; the same words given again are read again. */
  say(words: string): void {
    const replies = this.lines.filter(({ key }) => typeof key === "string");
    this.lines = [...replies, { key: Symbol(), words }];
  }
}
