import { Faults } from "../faults.js";
import { focusOn } from "../focus.js";
import { Desk } from "../http.js";
import { Part } from "../part.js";
import { r } from "./strings.fa.js";
import type { Schemas } from "../schemas.js";

export type RecordEntry = Schemas["RecordEntry"];
export type RecordTerms = Schemas["RecordTerms"];

export interface RecordFilters {
  account_id: string;
  action: string;
  since: string;
  until: string;
  tracking_code: string;
}

const FILE = "desk-record.csv";

/** The record of the desk, page by page; each page that is read is recorded too. */
export class RecordState extends Part {
  terms: RecordTerms | undefined;
  entries: RecordEntry[] | undefined;
  next: number | undefined;
  done = "";
  readonly faults = new Faults();

  readonly #desk: Desk;
  #filters: RecordFilters = { account_id: "", action: "", since: "", until: "", tracking_code: "" };

  constructor(csrf: string, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  async arrive(): Promise<void> {
    if (this.terms) return;
    await this.attempt(async () => {
      this.terms = await this.#desk.get<RecordTerms>("audit/terms");
    });
    await this.show(this.#filters);
  }

  async show(filters: RecordFilters): Promise<void> {
    this.#filters = filters;
    await this.#ask(async () => {
      this.entries = this.next = undefined;
      this.entries = await this.#page();
    });
  }

  more(): Promise<void> {
    return this.#ask(async () => {
      this.entries = [...(this.entries ?? []), ...(await this.#page(this.next))];
    });
  }

  /** Saves all entries that these filters leave, as a table. */
  async save(filters: RecordFilters): Promise<void> {
    await this.#ask(async () => {
      const address = URL.createObjectURL(await this.#desk.file(`audit.csv?${queryOf(filters)}`));
      Object.assign(document.createElement("a"), { href: address, download: FILE }).click();
      URL.revokeObjectURL(address);
      this.done = r.saved;
    });
  }

  async #ask(step: () => Promise<void>): Promise<void> {
    this.done = "";
    await this.attempt(() => this.faults.guard(r.faults, "until", step));
    if (this.faults.first) await focusOn(`.record [name=${this.faults.first}]`);
  }

  async #page(before?: number): Promise<RecordEntry[]> {
    const query = queryOf(this.#filters);
    if (before) query.set("before", `${before}`);
    const page = await this.#desk.get<Schemas["RecordPage"]>(`audit?${query}`);
    this.next = page.next;
    return page.entries;
  }
}

function queryOf(filters: RecordFilters): URLSearchParams {
  return new URLSearchParams(Object.entries(filters).filter(([, value]) => value));
}
