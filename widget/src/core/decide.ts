import type { ChoicesReply, HandoffReply, ServiceCard } from "./contract.js";
import type { Entry } from "./timeline.js";

/** The collapsible parts of a service card. */
export type Section = "prerequisites" | "documents" | "steps" | "sources";

/** A «در صف» line that says nothing any more, since a newer word about the handoff is here. */
export function isOldQueueLine(entries: readonly Entry[], place: number): boolean {
  const handoff = handoffOf(entries[place]);
  return handoff?.state === "waiting" && entries.slice(place + 1).some(handoffOf);
}

/** The citizen's next words: until they come, options can be chosen; afterwards the option with this title counts as chosen. */
export function wordsAfter(entries: readonly Entry[], place: number): string | undefined {
  const next = entries.slice(place + 1).find((entry) => entry.type === "citizen");
  return next?.type === "citizen" ? next.text : undefined;
}

/** The time of an entry, unless the next one shows the same minute. */
export function timeShown(entries: readonly Entry[], place: number): string | undefined {
  const at = entries[place]?.at;
  const next = entries.slice(place + 1).find((_, ahead) => !isOldQueueLine(entries, place + 1 + ahead))?.at;
  return at && (!next || minuteOf(at) !== minuteOf(next)) ? at : undefined;
}

function minuteOf(at: string): number {
  return Math.floor(Date.parse(at) / 60_000);
}

/** The subject of a rating: a service that was shown, a case that was filed, or the whole conversation. */
export type Occasion = "answer" | "case" | "talk";

/** A rating is offered while a service, a case just filed, or a human's goodbye is the newest thing said. */
export function ratingDue(entries: readonly Entry[]): Occasion | undefined {
  const newest = newestReplies(entries).map(({ reply }) => reply);
  if (newest.some((reply) => reply.kind === "case" && reply.is_new)) return "case";
  if (newest.some((reply) => reply.kind === "handoff" && reply.state === "closed")) return "talk";
  return newest.some((reply) => reply.kind === "service" && !isBare(reply.service)) ? "answer" : undefined;
}

/** The turn that the newest answer belongs to; an operator's words belong to none. */
export function ratedTurn(entries: readonly Entry[]): string | undefined {
  return newestReplies(entries).find(({ key }) => key[32] === ".")?.key.slice(0, 32);
}

/** The replies since the citizen last spoke. */
export function newestReplies(entries: readonly Entry[]): Extract<Entry, { type: "reply" }>[] {
  const lastSaid = entries.map((entry) => entry.type).lastIndexOf("citizen");
  return entries.slice(lastSaid + 1).filter((entry) => entry.type === "reply");
}

/** The text of a question before its rows, and after them if there is any. */
export function aroundRows({ text, rows }: ChoicesReply): string[] {
  return rows ? text.split(rows.map((row) => `${row.name}: ${row.text}`).join("\n")) : [text];
}

/** Which parts the card has anything in. */
export function sectionsOf(card: ServiceCard): Section[] {
  const all: Section[] = ["prerequisites", "documents", "steps", "sources"];
  return all.filter((section) => card[section]?.length);
}

/** Nothing is known that one could take along or rate: it only says where to go on. */
export function isBare({ documents, steps, prerequisites, fee, processing_time: time }: ServiceCard): boolean {
  return !fee && !time && ![documents, steps, prerequisites].some((part) => part?.length);
}

function handoffOf(entry: Entry | undefined): HandoffReply | undefined {
  return entry?.type === "reply" && entry.reply.kind === "handoff" ? entry.reply : undefined;
}
