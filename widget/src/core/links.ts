import { toAsciiDigits } from "./ascii.js";

const WEB = /^https?:\/\/(?:www\.)?([^\s/?#]+)\S*$/i;

/** An ordinary web address, and the name of its site, readable at a glance; anything else is no link. */
export function webLink(address: string | null | undefined): { href: string; site: string } | undefined {
  const [href, site] = WEB.exec(address?.trim() ?? "") ?? [];
  return href && site ? { href, site } : undefined;
}

/** A `tel:` link for a number written with any digits and separators; words are no number. */
export function telLink(number: string): string | undefined {
  const digits = toAsciiDigits(number).replace(/[\s()\-–.]/g, "");
  return /^\+?\d{3,15}$/.test(digits) ? `tel:${digits}` : undefined;
}
