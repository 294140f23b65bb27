const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";
const ARABIC = "٠١٢٣٤٥٦٧٨٩";

/** Digits of any script as ASCII, for the server. */
export function asciiDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => `${Math.max(PERSIAN.indexOf(digit), ARABIC.indexOf(digit))}`);
}

/** A mobile number, as `plainNumber` writes it. */
export const MOBILE = /^(\+98|0)9\d{9}$/;

/** A number without spaces and dashes, in ASCII digits. */
export function plainNumber(number: string): string {
  return asciiDigits(number).replace(/[\s-]/g, "");
}

/** ASCII digits as Persian ones, for people. */
export function persianDigits(text: string): string {
  return text.replace(/\d/g, (digit) => PERSIAN[Number(digit)]!);
}
