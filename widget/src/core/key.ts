/** A fresh random key of 128 bits; also works on plain http, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}
