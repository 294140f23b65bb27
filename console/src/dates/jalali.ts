/**
 * Iran's calendar, as the browser knows it (`Intl`, calendar `persian`). A day is the number of days since 1 January 1970.
 */
export interface Parts {
  year: number;
  month: number;
  day: number;
}

const DAY_MS = 86_400_000;
/** The desk reads days of these years. */
export const FIRST_YEAR = 1300;
export const LAST_YEAR = 1499;
const NUMBERS = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });
const IN_TEHRAN = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { year: "numeric", month: "numeric", day: "numeric", timeZone: "Asia/Tehran" });
const MONTH = new Intl.DateTimeFormat("fa-IR-u-ca-persian", { month: "long", timeZone: "UTC" });
const WEEKDAY = new Intl.DateTimeFormat("fa-IR-u-ca-persian", { weekday: "long", timeZone: "UTC" });

/** The day that it is in Iran. */
export function today(now = new Date()): number {
  const { year, month, day } = partsOf(IN_TEHRAN, now);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** Year, month (1 to 12) and day of the month. */
export function jalaliOf(day: number): Parts {
  return partsOf(NUMBERS, new Date(day * DAY_MS));
}

/** The day that is written so; undefined where there is none, as of 30 Esfand in most years. */
export function dayOf({ year, month, day }: Parts): number | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const before = month < 8 ? (month - 1) * 31 : 216 + (month - 8) * 30;
  // The year begins on 20, 21 or 22 March.
  const about = Date.UTC(year + 621, 2, 21) / DAY_MS + before + day - 1;
  return [about, about - 1, about + 1].find((one) => {
    const found = jalaliOf(one);
    return found.year === year && found.month === month && found.day === day;
  });
}

/** The first day of the month that `day` is in, and how many it has. */
export function monthOf(day: number): { first: number; length: number } {
  const { year, month, day: place } = jalaliOf(day);
  const next = month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 };
  const first = day - place + 1;
  return { first, length: (dayOf(next) ?? first + 30) - first };
}

/** The same day `count` months later, or the last one of a shorter month; unchanged where the desk reads no such year. */
export function monthsLater(day: number, count: number): number {
  const { year, month, day: place } = jalaliOf(day);
  const at = year * 12 + month - 1 + count;
  const first = dayOf({ year: Math.floor(at / 12), month: (at % 12) + 1, day: 1 });
  return first === undefined ? day : first + Math.min(place, monthOf(first).length) - 1;
}

/** 0 for Saturday, with which the week begins, to 6 for Friday. */
export function weekdayOf(day: number): number {
  return (((day + 5) % 7) + 7) % 7;
}

/** «جمعه» */
export function weekdayName(day: number): string {
  return WEEKDAY.format(new Date(day * DAY_MS));
}

/** «آذر» */
export function monthName(day: number): string {
  return MONTH.format(new Date(day * DAY_MS));
}

function partsOf(format: Intl.DateTimeFormat, moment: Date): Parts {
  const found: Parts = { year: 0, month: 0, day: 0 };
  for (const { type, value } of format.formatToParts(moment)) if (type in found) found[type as keyof Parts] = Number(value);
  return found;
}
