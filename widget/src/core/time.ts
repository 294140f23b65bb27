import { t } from "../strings/index.js";
import { localDigits, localNumber } from "./digits.js";

const ISO_DAY = /^\d{4}-\d{2}-\d{2}(T.*)?$/;

/** A machine's date as a day («۲۱ اسفند ۱۴۰۳» in Persian); any other text only gets the language's digits. */
export function localDay(text: string): string {
  return inTehran(text, { dateStyle: "long" });
}

/** A machine's time as day, hour and minute («۲۱ اسفند ۱۴۰۳ ساعت ۱۴:۳۰»). */
export function localTime(text: string): string {
  const [day, time] = [localDay(text), inTehran(text, { timeStyle: "short" })];
  return day === time ? day : t.at(day, time);
}

/** When something was said: hour and minute («۱۴:۳۰»), and before them the day unless it is that of `now`. */
export function saidAt(text: string, now: Date): string {
  return localDay(text) === localDay(now.toISOString()) ? inTehran(text, { timeStyle: "short" }) : localTime(text);
}

function inTehran(text: string, style: Intl.DateTimeFormatOptions): string {
  const day = ISO_DAY.test(text) ? new Date(text) : undefined;
  if (!day || Number.isNaN(day.getTime())) return localDigits(text);
  return day.toLocaleString(t.locale, { ...style, timeZone: "Asia/Tehran" });
}

/** A waiting time in words: «کمتر از یک دقیقه», «حدود ۵ دقیقه». */
export function waitInWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 60) return t.shortWait;
  if (minutes < 60) return t.minutes(localNumber(minutes));
  return t.hours(localNumber(Math.ceil(minutes / 60)));
}
