import type { Outgoing } from "./outbox.js";
import { Timeline, type Entry } from "./timeline.js";

/** The timeline of the conversation, and above it the words of an earlier one that the server has forgotten. */
export class History {
  timeline = new Timeline();
  #past: Entry[] = [];

  entries(waiting: readonly Outgoing[]): Entry[] {
    return [...this.#past, ...this.timeline.entries(waiting)];
  }

  /** Goes on with an empty timeline below the shown entries, separated by a note. */
  turnPage(note: string): void {
    this.timeline.note(note);
    const page = this.#past.length;
    const old = this.timeline.entries([]).map((entry) => ({ ...entry, key: `${page}|${entry.key}` }));
    this.#past = [...this.#past, ...old];
    this.timeline = new Timeline();
  }

  clear(): void {
    this.#past = [];
    this.timeline = new Timeline();
  }
}
