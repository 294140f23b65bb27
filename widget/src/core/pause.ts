import type { Problem } from "./problem.js";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait before the next try: as long as the server asked for, else twice as long each time up to
 * half a minute, with a random quarter so that a restarted server is not met by everyone at once.
 */
export function waitBefore(attempt: number, cause: Problem, random = Math.random): number {
  if (cause.waitMs !== undefined) return Math.max(cause.waitMs, FIRST_WAIT_MS / 2);
  const steady = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  return steady * (1 + random() / 4);
}

/** Waits between tries. A wait of our own can be cut short, say when the network is back; the server's cannot. */
export class Pause {
  #finish: (() => void) | undefined;

  constructor(private readonly wait: typeof waitBefore = waitBefore) {}

  /** Resolves when it is time for the next try after `cause`. */
  before(attempt: number, cause: Problem): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.wait(attempt, cause));
      if (cause.waitMs !== undefined) return;
      this.#finish = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends the wait, unless the server asked for it. */
  wake(): void {
    this.#finish?.();
    this.#finish = undefined;
  }
}
