import type { Terms } from "../cases/contract.js";
import { Faults } from "../faults.js";
import { focusOn } from "../focus.js";
import { Desk } from "../http.js";
import { Part } from "../part.js";
import { u } from "./strings.fa.js";
import type { Schemas } from "../schemas.js";

export type DeadJobs = Schemas["DeadJobs"];

/** The account with a provider of text messages, and the messages of a week. */
export type SmsStanding = Schemas["SmsStanding"];
export type Closure = Schemas["ClosureOut"];
export type Withdrawn = Schemas["WithdrawnOut"];

/** An item that is dropped or called off once its reason is written. */
export interface Ending {
  what: "jobs" | "closures";
  id: number;
}

/** Dead jobs and closures; `mayRevive` and `mayClose` decide which of them are shown. */
export class UpkeepState extends Part {
  dead: DeadJobs | undefined;
  closures: Closure[] | undefined;
  withdrawn: Withdrawn[] = [];
  ending: Ending | undefined;
  readonly faults = new Faults();
  provinces: string[] = [];
  done = "";
  /** The number of dead jobs, from the desk. */
  deadCount = 0;

  readonly #desk: Desk;

  constructor(csrf: string, readonly mayRevive: boolean, readonly mayClose: boolean, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  async read(): Promise<void> {
    await this.attempt(async () => {
      const [dead, closures, withdrawn] = await Promise.all([
        this.mayRevive ? this.#desk.get<DeadJobs>("jobs") : undefined,
        this.mayClose ? this.#desk.get<Closure[]>("closures") : undefined,
        this.mayClose ? this.#desk.get<Withdrawn[]>("closures/withdrawn") : [],
      ]);
      [this.dead, this.closures, this.withdrawn] = [dead, closures, withdrawn];
    });
  }

  offer(terms: Terms | undefined): void {
    if (terms) this.provinces = terms.provinces.map(({ name }) => name);
  }

  /** The desk reports a change. */
  heard(told: { dead_jobs?: number }): void {
    this.deadCount = told.dead_jobs ?? 0;
    if (this.dead || this.closures) void this.read();
    else this.tell();
  }

  retry(id: number): Promise<boolean> {
    return this.#do(u.revived, () => this.#desk.post(`jobs/${id}/retry`));
  }

  retryKind(kind: string): Promise<boolean> {
    return this.#do(u.revived, () => this.#desk.post("jobs/retry", { kind }));
  }

  async close(closure: Record<string, string>): Promise<boolean> {
    const isAdded = await this.#do(u.added, () => this.faults.guard(u.faults, "ends", () => this.#desk.post("closures", closure)));
    if (this.faults.first) await focusOn(`.closing [name=${this.faults.first}]`);
    return isAdded;
  }

  /** Asks why something is to be dropped or called off. */
  ask(ending: Ending | undefined): void {
    this.ending = ending;
    this.faults.clear();
    this.tell();
    if (ending) void focusOn("#ending-why");
  }

  /** Drops or calls off the item in question. */
  async end(reason: string): Promise<void> {
    const { ending } = this;
    if (!ending) return;
    const path = ending.what === "jobs" ? `jobs/${ending.id}/drop` : `closures/${ending.id}/end`;
    const words = ending.what === "jobs" ? u.wasDropped : u.ended;
    const isDone = await this.#do(words, () => this.faults.guard({ reason: u.why }, "reason", () => this.#desk.post(path, { reason })));
    if (!isDone) return void (await focusOn("#ending-why"));
    this.ask(undefined);
    await focusOn(ending.what === "jobs" ? "#dead-title" : "#closures-title");
  }

  /** Does a step and reads everything again; whether it succeeded. */
  async #do(words: string, step: () => Promise<unknown>): Promise<boolean> {
    this.done = "";
    const isDone = await this.attempt(async () => void (await step()));
    if (!isDone) return false;
    await this.read();
    this.done = words;
    this.tell();
    return true;
  }
}
