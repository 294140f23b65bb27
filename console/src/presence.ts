import type { Api } from "./api.js";
import type { Colleague } from "./contract.js";

const SIGN_MS = 20_000;
/** An operator who has touched nothing for this long counts as gone, though the page is open. */
const AWAY_MS = 10 * 60_000;

/** Whether the operator is there, rests or is gone; and which colleagues are there. */
export class Presence {
  /** Since when the operator rests, if so. */
  breakSince: string | undefined;
  /** Unknown until somebody asks whom a conversation can be handed to. */
  colleagues: Colleague[] | undefined;

  #touchedAt = Date.now();

  constructor(private readonly api: Api, private readonly changed: () => void) {}

  /** Gives signs of life; `isLooking` says whether colleagues are on the page. */
  start(isLooking: () => boolean): void {
    setInterval(() => void this.#sign(isLooking()), SIGN_MS);
  }

  touch(): void {
    this.#touchedAt = Date.now();
  }

  /** Begins a break, or ends it. */
  async rest(isOn: boolean): Promise<void> {
    this.breakSince = (await this.api.rest(isOn)).break_since;
  }

  /** The colleagues who are present. */
  async lookAround(): Promise<void> {
    this.colleagues = await this.api.colleagues().catch(() => this.colleagues);
    this.changed();
  }

  /** Present also without conversations: colleagues hand conversations to anybody who is present. */
  async #sign(isLooking: boolean): Promise<void> {
    if (isLooking) void this.lookAround();
    if (Date.now() - this.#touchedAt > AWAY_MS) return;
    await this.api.presence().catch(() => undefined);
  }
}
