import { toAsciiDigits } from "./ascii.js";
import { t } from "../strings/index.js";

/** Writes every digit as readers of the interface's language read it, in Persian: ۰۱۲۳۴۵۶۷۸۹. */
export function localDigits(text: string): string {
  return toAsciiDigits(text).replace(/\d/g, (digit) => t.digits.charAt(Number(digit)));
}

/** A whole number as readers of the interface's language read it, in Persian: ۲٬۰۰۰. */
export function localNumber(value: number): string {
  return value.toLocaleString(t.locale);
}
