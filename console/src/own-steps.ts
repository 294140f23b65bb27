/**
 * One's own steps on a conversation. Their answers say more about it than the queue does meanwhile, so news of the queue is
 * followed once they are answered.
 */
export class OwnSteps {
  #running = 0;
  #isBehind = false;

  constructor(private readonly follow: () => void) {}

  /** The queue has sent news. */
  heard(): void {
    if (this.#running) this.#isBehind = true;
    else this.follow();
  }

  /** Runs `step`; news of the queue waits until its end, also if it fails. */
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
