import { sha256 } from "@noble/hashes/sha2.js";

/** A small piece of work that the assistant asks for where strangers guess or come in crowds. */
export interface Puzzle {
  seed: string;
  bits: number;
}

/** The highest number of bits; more could not be solved while a citizen waits. */
const HARDEST = 26;
/** The number of hashes in a row, some milliseconds, until the page may do something else. */
const AT_ONCE = 2_000;

/** The puzzle of a problem document, if it has one that can be solved. */
export function puzzleOf(puzzle: unknown): Puzzle | undefined {
  const { seed, bits } = (puzzle ?? {}) as Partial<Puzzle>;
  return typeof seed === "string" && typeof bits === "number" && bits <= HARDEST ? { seed, bits } : undefined;
}

/** Finds the number for which the hash of `seed:number` begins with `bits` zero bits. */
export async function solve({ seed, bits }: Puzzle): Promise<string> {
  const text = new TextEncoder();
  const start = sha256.create().update(text.encode(`${seed}:`));
  for (let number = 0; ; number++) {
    const hash = start.clone().update(text.encode(`${number}`)).digest();
    if (Math.clz32(new DataView(hash.buffer).getUint32(0)) >= bits) return `${seed}:${number}`;
    if (number % AT_ONCE === AT_ONCE - 1) await new Promise((done) => setTimeout(done));
  }
}
