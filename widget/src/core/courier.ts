import type { TurnAnswer } from "./contract.js";
import type { Outbox, Outgoing } from "./outbox.js";
import { Pause } from "./pause.js";
import { asProblem, type Problem } from "./problem.js";

/** The conversation, as far as the courier that carries its messages needs it. */
export interface Sender {
  send(item: Outgoing): Promise<TurnAnswer>;
  answered(item: Outgoing, answer: TurnAnswer): void;
  refused(item: Outgoing, problem: Problem): void;
  delayed(problem: Problem): void;
  /** The conversation is gone; the messages go on in a new one. */
  renew(): void;
}

/** Carries the outbox to the server, one message at a time and in order, until it is empty. */
export class Courier {
  #running = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly sender: Sender,
    private readonly pause = new Pause(),
  ) {}

  /** Starts carrying, or tries again at once if it was waiting. */
  async go(): Promise<void> {
    if (this.#running) return this.pause.wake();
    this.#running = true;
    let tries = 0;
    for (let item = this.outbox.first; item; item = this.outbox.first) {
      const problem = await this.#carry(item);
      tries = problem ? tries + 1 : 0;
      const goesOnAtOnce = !problem || (problem.isStale && tries === 1);
      if (!goesOnAtOnce) await this.pause.before(tries - 1, problem);
    }
    this.#running = false;
  }

  /** Gives a problem when the message has to be tried again. */
  async #carry(item: Outgoing): Promise<Problem | undefined> {
    try {
      const answer = await this.sender.send(item);
      if (!this.#holds(item)) return undefined;
      this.outbox.drop(item.key);
      this.sender.answered(item, answer);
      return undefined;
    } catch (error) {
      return this.#holds(item) ? this.#failed(item, asProblem(error)) : undefined;
    }
  }

  #failed(item: Outgoing, problem: Problem): Problem | undefined {
    if (problem.isStale) this.sender.renew();
    else if (problem.isPassing) this.sender.delayed(problem);
    else {
      this.outbox.drop(item.key);
      this.sender.refused(item, problem);
      return undefined;
    }
    return problem;
  }

  #holds(item: Outgoing): boolean {
    return this.outbox.all.some((held) => held.key === item.key);
  }
}
