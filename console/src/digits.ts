const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";
const ARABIC = "٠١٢٣٤٥٦٧٨٩";

/** Digits of any script as ASCII, for the server. */
export function asciiDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => `${Math.max(PERSIAN.indexOf(digit), ARABIC.indexOf(digit))}`);
}

/** ASCII digits as Persian ones, for people. */
export function persianDigits(text: string): string {
  return text.replace(/\d/g, (digit) => PERSIAN[Number(digit)]!);
}
