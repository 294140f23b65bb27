import type { QueueEntry } from "../contract.js";
import { hasWords } from "../folding.js";
import { q } from "./strings.fa.js";

export type Sort = keyof typeof q.sorts;

/** The operator's filter and order of the queue. */
export interface Wish {
  words: string;
  channel: string;
  mood: string;
  sort: Sort;
}

export const ANYBODY: Wish = { words: "", channel: "", mood: "", sort: "waited" };
const MOODS = ["abusive", "upset", "calm"];

/** The entries of `waiting`, longest wait first, that `wish` asks for, in its order. */
export function shownOf(waiting: QueueEntry[], wish: Wish): QueueEntry[] {
  const found = waiting.filter(
    (one) =>
      (!wish.channel || one.channel === wish.channel) &&
      (!wish.mood || one.mood === wish.mood) &&
      (!wish.words.trim() || hasWords(`${one.preview} ${one.about_fa} ${one.channel_fa}`, wish.words)),
  );
  if (wish.sort === "newest") return found.reverse();
  if (wish.sort === "mood") return found.sort((one, other) => MOODS.indexOf(one.mood) - MOODS.indexOf(other.mood));
  if (wish.sort === "topic") return found.sort(byTopic);
  return found;
}

/** By subject; conversations without one come last. */
function byTopic(one: QueueEntry, other: QueueEntry): number {
  if (!one.about_fa || !other.about_fa) return Number(!one.about_fa) - Number(!other.about_fa);
  return one.about_fa.localeCompare(other.about_fa, "fa");
}

/** The values of a field that can be chosen, as `[id, title]`, once each. */
export function choicesOf(waiting: QueueEntry[], id: "channel" | "mood", title: "channel_fa" | "mood_fa"): [string, string][] {
  return [...new Map(waiting.map((one) => [one[id], one[title]]))];
}

/** The urgency of a wait, for its colour: a citizen who has waited this long may leave. */
export function urgencyOf(queuedAt: string | undefined, now = Date.now()): "new" | "long" | "late" {
  const minutes = queuedAt ? (now - Date.parse(queuedAt)) / 60_000 : 0;
  if (minutes >= LATE_MINUTES) return "late";
  return minutes >= LONG_MINUTES ? "long" : "new";
}

const LONG_MINUTES = 3;
const LATE_MINUTES = 10;
