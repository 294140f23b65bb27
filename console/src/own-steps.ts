/**
 * One's own steps on a conversation, whose answers tell more of it than the queue does meanwhile: what the queue tells is
 * followed once they are answered.
 */
export class OwnSteps {
  #running = 0;
  #isBehind = false;

  constructor(private readonly follow: () => void) {}

  /** The queue has told something. */
  heard(): void {
    if (this.#running) this.#isBehind = true;
    else this.follow();
  }

  /** Runs `step`; what the queue tells until its end waits, also if it fails. */
  async run(step: () => Promise<void>): Promise<void> {
    this.#running += 1;
    try {
      await step();
    } finally {
      this.#running -= 1;
      if (this.#isBehind && !this.#running) {
        this.#isBehind = false;
        this.follow();
      }
    }
  }
}
