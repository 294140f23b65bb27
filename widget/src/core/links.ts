import { toAsciiDigits } from "./digits.js";

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

const SITE = String.raw`(?:^|[^@\w.-])(https?:\/\/[^\s«»()،؛]+|(?:[a-z\d-]+\.)+(?:ir|com|net|org)(?![\w-])(?:\/[^\s«»()،؛]*)?)`;
const PHONE = String.raw`(?:تلفن|زنگ بزنید به):? ([\d۰-۹]{3,11})(?![\d۰-۹])`;
const LINKS = new RegExp(`${PHONE}|${SITE}`, "gi");

/** A piece of a text, and where it leads, if it is an address or a telephone number. */
export interface Piece {
  text: string;
  href?: string;
}

/** The pieces of a text: «تلفن ۱۹۰» holds a number to call, and «سایت: adl.ir» an address. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(LINKS)) {
    const [all, phone, site = ""] = match;
    const name = phone ?? site.replace(/[.:!?؟]+$/, "");
    const start = match.index + all.length - (phone ?? site).length;
    found.push({ text: text.slice(end, start) }, { text: name, href: telLink(name) ?? addressOf(name) });
    end = start + name.length;
  }
  return [...found, { text: text.slice(end) }].filter((piece) => piece.text);
}

function addressOf(name: string): string {
  return /^https?:/i.test(name) ? name : `https://${name}`;
}
