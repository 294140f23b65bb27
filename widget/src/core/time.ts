import { t } from "../strings.fa.js";
import { persianNumber, toPersianDigits } from "./digits.js";

const ISO_DAY = /^\d{4}-\d{2}-\d{2}(T.*)?$/;

/** A machine's date as a Jalali day («۲۱ اسفند ۱۴۰۳»); any other text only gets Persian digits. */
export function jalaliDay(text: string): string {
  const day = ISO_DAY.test(text) ? new Date(text) : undefined;
  if (!day || Number.isNaN(day.getTime())) return toPersianDigits(text);
  return day.toLocaleDateString("fa-IR-u-ca-persian", {
    dateStyle: "long",
    timeZone: "Asia/Tehran",
  });
}

/** A waiting time in words: «کمتر از یک دقیقه», «حدود ۵ دقیقه». */
export function waitInWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 60) return t.shortWait;
  if (minutes < 60) return t.minutes(persianNumber(minutes));
  return t.hours(persianNumber(Math.ceil(minutes / 60)));
}
