import type { Terms } from "../cases/contract.js";
import { Desk, Problem } from "../http.js";
import { Part } from "../part.js";
import { u } from "./strings.fa.js";

export interface DeadJobs {
  kinds: { kind: string; kind_fa: string; count: number }[];
  jobs: { id: number; kind_fa: string; attempts: number; died_at_fa: string; last_error: string; tracking_code?: string }[];
  sms?: SmsStanding;
}

/** The account with a provider of text messages, and the messages of a week. */
export interface SmsStanding {
  provider_fa: string;
  trouble_fa?: string;
  trouble_since_fa?: string;
  credit_fa?: string;
  is_credit_low: boolean;
  delivered: number;
  undelivered: number;
  open: number;
}

export interface Closure {
  id: number;
  province: string;
  begins_fa: string;
  ends_fa: string;
  reason_fa: string;
  source: string;
  is_over: boolean;
}

/** Dead jobs and closures; `mayRevive` and `mayClose` say what one may see of it. */
export class UpkeepState extends Part {
  dead: DeadJobs | undefined;
  closures: Closure[] | undefined;
  provinces: string[] = [];
  done = "";
  /** How many jobs are dead, as the desk tells it. */
  deadCount = 0;

  readonly #desk: Desk;

  constructor(csrf: string, readonly mayRevive: boolean, readonly mayClose: boolean, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  async read(): Promise<void> {
    await this.attempt(async () => {
      const [dead, closures] = await Promise.all([
        this.mayRevive ? this.#desk.get<DeadJobs>("jobs") : undefined,
        this.mayClose ? this.#desk.get<Closure[]>("closures") : undefined,
      ]);
      [this.dead, this.closures] = [dead, closures];
    });
  }

  offer(terms: Terms | undefined): void {
    if (terms) this.provinces = terms.provinces.map(({ name }) => name);
  }

  /** The desk tells that something has changed. */
  heard(told: { dead_jobs?: number }): void {
    this.deadCount = told.dead_jobs ?? 0;
    if (this.dead || this.closures) void this.read();
    else this.tell();
  }

  retry(id: number): Promise<void> {
    return this.#do(u.revived, () => this.#desk.post(`jobs/${id}/retry`));
  }

  retryKind(kind: string): Promise<void> {
    return this.#do(u.revived, () => this.#desk.post("jobs/retry", { kind }));
  }

  async close(closure: Record<string, string>): Promise<boolean> {
    await this.#do(u.added, async () => {
      await this.#desk.post("closures", closure).catch((error: unknown) => {
        throw error instanceof Problem && error.code === "invalid" ? new Problem(422, "invalid", u.invalid) : error;
      });
    });
    return !this.notice;
  }

  end(id: number): Promise<void> {
    return this.#do(u.ended, () => this.#desk.post(`closures/${id}/end`));
  }

  async #do(words: string, step: () => Promise<unknown>): Promise<void> {
    this.done = "";
    const isDone = await this.attempt(async () => void (await step()));
    if (!isDone) return;
    await this.read();
    this.done = words;
    this.tell();
  }
}
