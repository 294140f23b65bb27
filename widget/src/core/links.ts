import { toAsciiDigits } from "./digits.js";

/** The address if it is an ordinary web address; anything else is no link. */
export function webLink(address: string | null | undefined): string | undefined {
  return address && /^https?:\/\/[^\s]+$/i.test(address.trim()) ? address.trim() : undefined;
}

/** The site's name in a web address, readable at a glance. */
export function siteName(address: string): string {
  return address.replace(/^https?:\/\/(www\.)?/i, "").replace(/[/?#].*$/, "");
}

/** A `tel:` link for a number written with any digits and separators; words are no number. */
export function telLink(number: string): string | undefined {
  const digits = toAsciiDigits(number).replace(/[\s()\-–.]/g, "");
  return /^\+?\d{3,15}$/.test(digits) ? `tel:${digits}` : undefined;
}
