import { t } from "./strings.fa.js";

const NUMBERS = new Intl.NumberFormat("fa-IR", { useGrouping: false });

/** A number in Persian digits. */
export function fa(number: number): string {
  return NUMBERS.format(number);
}

/** A span of seconds in words, to the minute or the hour. */
export function spanFa(seconds: number): string {
  if (seconds < 60) return t.second;
  if (seconds < 5400) return t.minutes(fa(Math.round(seconds / 60)));
  return t.hours(fa(Math.round(seconds / 3600)));
}

/** How long ago an RFC 3339 time was, in words. */
export function agoFa(moment: string, now = Date.now()): string {
  return spanFa(Math.max(0, (now - Date.parse(moment)) / 1000));
}
