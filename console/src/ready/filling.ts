import type { Talk } from "../contract.js";
import type { Schemas } from "../schemas.js";

/** A name that may appear in braces in a ready answer; `fills` names its value. */
export type Placeholder = Schemas["Placeholder"];

const IN_BRACES = /\{([^{}\n]+)\}/g;
const TODAY = new Intl.DateTimeFormat("fa-IR", { calendar: "persian", timeZone: "Asia/Tehran", day: "numeric", month: "long", year: "numeric" });

/** The text with each placeholder as `words` knows it; one that it does not know stays. */
function filled(text: string, words: (name: string) => string | undefined): string {
  return text.replace(IN_BRACES, (whole, name: string) => words(name) ?? whole);
}

/** As it may look to a citizen. */
export function previewOf(text: string, placeholders: Placeholder[]): string {
  return filled(text, (name) => placeholders.find((one) => one.name === name)?.example);
}

/** For the reply to `talk`; a placeholder without a value keeps its braces, for the operator to fill in. */
export function filledFor(text: string, placeholders: Placeholder[], talk: Talk, operator: string): string {
  const newest = talk.pack.cases.at(-1);
  return filledIn(text, placeholders, {
    operator,
    today: todayFa(),
    tracking_code: newest?.tracking_code,
    status: newest?.status_fa,
    agency: newest?.agency_name,
    due: newest?.due_at_fa,
  });
}

/** `words` holds the values by their names; a placeholder without a value keeps its braces, to be filled in by hand. */
export function filledIn(text: string, placeholders: Placeholder[], words: Record<string, string | undefined>): string {
  return filled(text, (name) => words[placeholders.find((one) => one.name === name)?.fills ?? ""]);
}

/** The first of `placeholders` that nobody has filled in yet. */
export function unfilledIn(text: string, placeholders: Placeholder[]): string | undefined {
  return placeholders.find(({ name }) => text.includes(`{${name}}`))?.name;
}

/** «۸ آذر ۱۴۰۵», without the era that some browsers add. */
export function todayFa(): string {
  const parts = TODAY.formatToParts(new Date());
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("day")} ${part("month")} ${part("year")}`;
}
