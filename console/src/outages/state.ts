import type { Terms } from "../cases/contract.js";
import { Desk, Problem } from "../http.js";
import { Part } from "../part.js";
import { o } from "./strings.fa.js";

export interface Outage {
  id: number;
  agency_name: string;
  service_title?: string;
  province?: string;
  since_fa: string;
  expected_end_fa?: string;
  source: string;
  is_told: boolean;
}

export interface Suspected {
  agency_id: string;
  agency_name: string;
  people: number;
  since_fa: string;
}

/** Outages that the desk keeps, and those that many tell of. */
export class OutagesState extends Part {
  outages: Outage[] | undefined;
  suspected: Suspected[] = [];
  done = "";
  /** The agency that is being looked into. */
  agency = "";

  readonly #desk: Desk;

  constructor(csrf: string, readonly terms: () => Terms | undefined, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  async read(): Promise<void> {
    await this.attempt(async () => {
      const found = await this.#desk.get<{ outages: Outage[]; suspected: Suspected[] }>("outages");
      [this.outages, this.suspected] = [found.outages, found.suspected];
    });
  }

  look(agency: string): void {
    this.agency = agency;
    this.tell();
  }

  /** Confirms an outage; whether it is kept. */
  add(outage: Record<string, string>): Promise<boolean> {
    return this.#do(o.added, async () => {
      await this.#desk.post("outages", outage).catch((error: unknown) => {
        throw error instanceof Problem && error.code === "invalid" ? new Problem(422, "invalid", o.invalid) : error;
      });
      this.agency = "";
    });
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
