import { t } from "../strings/index.js";
import type { CaseReply, ServiceCard } from "./contract.js";
import { localDigits, localNumber } from "./digits.js";
import { localDay } from "./time.js";

/** A service as plain text, to be printed or saved; `ticked` are the documents that are ready. */
export function serviceSheet(card: ServiceCard, ticked: readonly string[], now: Date): string {
  return paragraphs(serviceLines(card, ticked), [t.printed(localDay(now.toISOString()))]);
}

/** The same without the date below it. */
export function serviceText(card: ServiceCard): string {
  return paragraphs(serviceLines(card, []));
}

/** The short facts of a service, each with its name. */
export function factsOf(card: ServiceCard): [name: string, value: string][] {
  const all = [
    [t.audience, card.audience],
    [t.fee, card.fee],
    [t.processingTime, card.processing_time],
    [t.phone, card.phone],
  ] as const;
  return all.flatMap(([name, value]) => (value ? [[name, localDigits(value)]] : []));
}

/** The facts on the receipt of a case, each with its name; the code first. */
export function receiptFacts({ tracking_code: code, pin, agency, due_at_fa, due_at }: CaseReply): [name: string, value: string][] {
  const all = [
    [t.trackingCode, code],
    [t.pin, pin],
    [t.agency, agency.name],
    [t.due, due_at_fa || due_at],
  ] as const;
  return all.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

function serviceLines(card: ServiceCard, ticked: readonly string[]): string[] {
  const { documents, steps, prerequisites, sources } = card;
  return [
    `${card.title}\n${card.agency.name}\n${card.summary}`,
    factsOf(card).map(([name, value]) => `${name}: ${value}`).join("\n"),
    list(t.prerequisites, prerequisites, () => "–"),
    list(t.documents, documents, (text) => (ticked.includes(text) ? "☑" : "☐")),
    list(t.steps, steps, (_, place) => `${localNumber(place + 1)}.`),
    list(t.sources, [...(card.portal_url ? [card.portal_url] : []), ...sources.map(({ name, address }) => (name ? `${name}: ${address}` : address))], () => "–"),
  ];
}

function list(title: string, items: string[], mark: (text: string, place: number) => string): string {
  return items.length ? [`${title}:`, ...items.map((text, place) => `${mark(text, place)} ${text}`)].join("\n") : "";
}

function paragraphs(...parts: string[][]): string {
  return parts.flat().filter(Boolean).join("\n\n");
}
