/** Writes every digit, Persian or Arabic, as machines read it: 0123456789. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => `${digit.charCodeAt(0) & 15}`);
}
