import type { Terms } from "../cases/contract.js";
import { Faults } from "../faults.js";
import { focusOn } from "../focus.js";
import { Desk, Problem } from "../http.js";
import { Part } from "../part.js";
import { fa } from "../spans.js";
import { o } from "./strings.fa.js";
import type { Schemas } from "../schemas.js";

export type Outage = Schemas["OutageOut"];
export type Share = Schemas["CountedName"];
export type Suspected = Schemas["SuspectedOut"];

/** The number of people who reported each, by its id, from the feed. */
type Heard = Schemas["OutageNews"];

/** Outages that the desk keeps, and those that the radar suspects. */
export class OutagesState extends Part {
  outages: Outage[] | undefined;
  suspected: Suspected[] = [];
  /** The number of suspicions that wait for a decision, as far as the feed has said. */
  waiting = 0;
  done = "";
  /** The agency of the form, and the suspicion that it was filled from. */
  agency = "";
  looked: Suspected | undefined;
  /** The suspicion that is being dismissed. */
  dismissed: number | undefined;
  readonly faults = new Faults();

  readonly #desk: Desk;

  constructor(csrf: string, readonly terms: () => Terms | undefined, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  async read(): Promise<void> {
    await this.attempt(async () => {
      const found = await this.#desk.get<Schemas["OutagesOut"]>("outages");
      [this.outages, this.suspected] = [found.outages, found.suspected];
      this.waiting = this.suspected.length;
    });
  }

  /** Handles a change; reads again only if the page was opened before. */
  heard(told: Heard): void {
    this.waiting = Object.keys(told.suspected).length;
    if (this.outages) void this.read();
    this.tell();
  }

  choose(agency: string): void {
    [this.agency, this.looked] = [agency, undefined];
    this.tell();
  }

  look(one: Suspected): void {
    [this.agency, this.looked, this.dismissed] = [one.agency_id, one, undefined];
    this.tell();
  }

  askWhy(id: number | undefined): void {
    this.dismissed = id;
    this.tell();
  }

  /** Confirms an outage; whether it is kept. */
  async add(outage: Record<string, unknown>): Promise<boolean> {
    const isAdded = await this.#do(o.added, async () => {
      await this.faults.guard(o.faults, "expected_end", () => this.#desk.post("outages", outage)).catch((error: unknown) => {
        throw error instanceof Problem && error.code === "invalid" && !this.faults.first ? new Problem(422, "invalid", o.invalid) : error;
      });
      [this.agency, this.looked] = ["", undefined];
    });
    if (this.faults.first) await focusOn(`[name=${this.faults.first}]`);
    return isAdded;
  }

  dismiss(id: number, reason: string, hours: number): Promise<boolean> {
    return this.#do(o.dismissedFor(fa(hours)), async () => {
      await this.#desk.post(`outages/suspected/${id}/dismiss`, { reason, hours });
      this.dismissed = undefined;
    });
  }

  async merge(id: number): Promise<void> {
    let words = "";
    await this.#do("", async () => {
      const { merged, left } = await this.#desk.post<Schemas["MergedOut"]>(`outages/${id}/merge`);
      words = o.merged(fa(merged), left ? fa(left) : "");
    });
    if (words) this.done = words;
    this.tell();
  }

  end(id: number): Promise<boolean> {
    return this.#do(o.ended, async () => void (await this.#desk.post(`outages/${id}/end`)));
  }

  async #do(words: string, step: () => Promise<void>): Promise<boolean> {
    this.done = "";
    if (!(await this.attempt(step))) return false;
    await this.read();
    this.done = words;
    this.tell();
    return true;
  }
}
