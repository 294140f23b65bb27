import { toAsciiDigits } from "./ascii.js";
import { telLink } from "./links.js";

/** A piece of a text, and where it leads, if it is an address or a telephone number. */
export interface Piece {
  text: string;
  href?: string;
}

const D = "[\\d۰-۹٠-٩]";
const SITE = String.raw`(?:^|[^@\w.-])(https?:\/\/[^\s«»()،؛]+|(?:[a-z\d-]+\.)+(?:ir|com|net|org|news|info|io|co)(?![\w-])(?:\/[^\s«»()،؛]*)?)`;
/** Text shaped like a whole number, with or without gaps, or like an area code with text before or after it. */
const SHAPED = String.raw`(?:\+98[-– ]?${D}{2,3}|[0۰]${D}{2,3})(?:[-– ]?${D}){7,8}(?!${D}|[-–]${D}{3})|[0۰]${D}{2,3}[-–]${D}{3,8}(?![-–]?${D})|${D}{8}[-–][0۰]${D}{2}(?!${D})`;
const LINKS = new RegExp(`${SITE}|(${SHAPED})|(${D}{3,})`, "gi");

/** Goes on as a longer number, a date, an amount or a code does. */
const MORE = new RegExp(`^(?:[-–/.,٬٫*#]?${D}|[a-z])`, "i");
const PART = new RegExp(`(?:${D}[-–/.,٬٫]?|[a-z*#+-])$`, "i");
const CODE = /(?:کد|شناسه|رهگیری|پیگیری|ملی|حساب|کارت|شبا|قبض)[ٔ:]* *$/;

const OTHERS = `(?:${D}{3,5} (?:و|یا) )*`;
const CALL = new RegExp(`(?:تلفن|تماس(?: با)?|زنگ بزنید به)(?: شماره[ٔی]?)?:? ${OTHERS}$`);
const CALL_OF = /(?:تلفن|تماس با) [آ-ی\u200c]{2,12}:? $/;
const LINE_OF = /(?:خط|سامانه(?:ٔ|\u200cی)?|پلیس|اورژانس|آتش\u200cنشانی|امداد) $/;
const TO = new RegExp(`(?:^|[ «(])(?:با|به)(?: شماره[ٔی]?)? ${OTHERS}$`);
const IS_CALLED = new RegExp(`^(?: (?:و|یا) ${D}{3,5})*(?: هم| نیز)? (?:تماس|زنگ)`);
const IS_DIALLED = /^ را (?:هم )?بگیرید/;
const UNIT = /^ ?(?:توم|ریال|هزار|میلی|درصد|٪|روز|ماه|سال|نفر|بار|ساعت|متر)/;
const YEAR = /^1[34]\d\d$/;

/** The pieces of a text: «با ۱۱۵ تماس بگیرید» holds a number to call, and «سایت: adl.ir» an address. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(LINKS)) {
    const [all, site, shaped, short] = match;
    const name = site?.replace(/[.:!?؟]+$/, "") ?? shaped ?? short!;
    const start = match.index + all.length - (site ?? name).length;
    const [before, after] = [text.slice(0, start), text.slice(start + name.length)];
    const href = site ? addressOf(name) : isNumber(name, before, after, !!shaped) && telLink(inOrder(name));
    if (!href) continue;
    found.push({ text: text.slice(end, start) }, { text: name, href });
    end = start + name.length;
  }
  return [...found, { text: text.slice(end) }].filter((piece) => piece.text);
}

/** Whether it is a telephone number: its shape or the words around it say so. */
function isNumber(name: string, before: string, after: string, isShaped: boolean): boolean {
  if (PART.test(before) || UNIT.test(after)) return false;
  if (isShaped) return !CODE.test(before) && isWhole(toAsciiDigits(name));
  if (MORE.test(after)) return false;
  if (CALL.test(before) || (TO.test(before) && IS_CALLED.test(after)) || IS_DIALLED.test(after)) return true;
  const digits = toAsciiDigits(name);
  return !YEAR.test(digits) && (CALL_OF.test(before) || (digits.length < 5 && LINE_OF.test(before)));
}

/** An area code parted by a dash, or as many digits as there are in Iran. */
function isWhole(name: string): boolean {
  return /^0\d{2,3}[-–]|[-–]0\d\d$/.test(name) || /^(?:0|98)\d{10}$/.test(name.replace(/\D/g, ""));
}

/** The area code first: «۸۸۸۸۸۸۸۸-۰۲۱» is written by who thinks from right to left. */
function inOrder(name: string): string {
  return toAsciiDigits(name).replace(/^(\d{8})[-–](0\d\d)$/, "$2$1");
}

function addressOf(name: string): string {
  return /^https?:/i.test(name) ? name : `https://${name}`;
}
