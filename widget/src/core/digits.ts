const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";

/** Writes every digit as people read it: ۰۱۲۳۴۵۶۷۸۹. */
export function toPersianDigits(text: string): string {
  return toAsciiDigits(text).replace(/\d/g, (digit) => PERSIAN.charAt(Number(digit)));
}

/** Writes every digit, Persian or Arabic, as machines read it: 0123456789. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => `${digit.charCodeAt(0) & 15}`);
}

/** A whole number with Persian digits and thousands separators: ۲٬۰۰۰. */
export function persianNumber(value: number): string {
  return value.toLocaleString("fa-IR");
}
