import type { Reply, ServiceCard } from "./contract.js";
import type { Entry } from "./timeline.js";

/** The collapsible parts of a service card. */
export type Section = "prerequisites" | "documents" | "steps" | "sources";

/** The «در صف» lines that say nothing any more, since a newer word about the handoff is here. */
export function oldQueueLines(entries: readonly Entry[]): Entry[] {
  const handoffs = entries.filter((entry) => replyOf(entry)?.kind === "handoff");
  return handoffs.slice(0, -1).filter((entry) => isQueueLine(replyOf(entry)));
}

/** Options can be chosen until the citizen has said something after them. */
export function areOptionsOpen(entries: readonly Entry[], place: number): boolean {
  return !nextWords(entries, place);
}

/** The option that the citizen chose: the one whose title is the next thing said. */
export function chosenTitle(entries: readonly Entry[], place: number): string | undefined {
  const reply = replyOf(entries[place]);
  const words = nextWords(entries, place);
  if (reply?.kind !== "choices") return undefined;
  return reply.options.find((option) => option.title === words)?.title;
}

/** What a rating is about: a service that was shown, a case that was filed, or all of it. */
export type Occasion = "answer" | "case" | "talk";

/** A rating is offered while a service, a case just filed, or a human's goodbye is the newest thing said. */
export function ratingDue(entries: readonly Entry[]): Occasion | undefined {
  const newest = newestReplies(entries).map(({ reply }) => reply);
  if (newest.some((reply) => reply.kind === "case" && reply.is_new)) return "case";
  if (newest.some((reply) => reply.kind === "handoff" && reply.state === "closed")) return "talk";
  return newest.some((reply) => reply.kind === "service") ? "answer" : undefined;
}

/** What has been answered since the citizen last spoke. */
export function newestReplies(entries: readonly Entry[]): Extract<Entry, { type: "reply" }>[] {
  const lastSaid = entries.map((entry) => entry.type).lastIndexOf("citizen");
  return entries.slice(lastSaid + 1).filter((entry) => entry.type === "reply");
}

/** Which parts the card has anything in. */
export function sectionsOf(card: ServiceCard): Section[] {
  const all: Section[] = ["prerequisites", "documents", "steps", "sources"];
  return all.filter((section) => card[section]?.length);
}

/** The part that answers the question is open from the start. */
export function openSection(act: string | undefined): Section | undefined {
  return act === "ask_documents" ? "documents" : undefined;
}

function replyOf(entry: Entry | undefined): Reply | undefined {
  return entry?.type === "reply" ? entry.reply : undefined;
}

function isQueueLine(reply: Reply | undefined): boolean {
  return reply?.kind === "handoff" && reply.state === "waiting";
}

function nextWords(entries: readonly Entry[], place: number): string | undefined {
  const next = entries.slice(place + 1).find((entry) => entry.type === "citizen");
  return next?.type === "citizen" ? next.text : undefined;
}
