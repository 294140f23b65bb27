import { Desk, Problem } from "../http.js";
import { Part } from "../part.js";
import { r } from "./strings.fa.js";

export interface RecordEntry {
  id: number;
  at_fa: string;
  who_fa: string;
  action: string;
  action_fa: string;
  tracking_code?: string;
  conversation_id?: string;
  details: { title_fa: string; text: string }[];
}

export interface RecordTerms {
  people: { id: string; title: string }[];
  actions: { id: string; title: string }[];
}

export interface RecordFilters {
  account_id: string;
  action: string;
  day: string;
}

/** The record of the desk, page by page; each page that is read is recorded too. */
export class RecordState extends Part {
  terms: RecordTerms | undefined;
  entries: RecordEntry[] | undefined;
  next: number | undefined;

  readonly #desk: Desk;
  #filters: RecordFilters = { account_id: "", action: "", day: "" };

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

  show(filters: RecordFilters): Promise<boolean> {
    this.#filters = filters;
    return this.attempt(async () => {
      this.entries = this.next = undefined;
      this.entries = await this.#page();
    });
  }

  more(): Promise<boolean> {
    return this.attempt(async () => {
      this.entries = [...(this.entries ?? []), ...(await this.#page(this.next))];
    });
  }

  async #page(before?: number): Promise<RecordEntry[]> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(this.#filters)) if (value) query.set(name, value);
    if (before) query.set("before", `${before}`);
    const page = await this.#desk.get<{ entries: RecordEntry[]; next?: number }>(`audit?${query}`).catch((error: unknown) => {
      throw error instanceof Problem && error.code === "invalid" ? new Problem(422, "invalid", r.badDay) : error;
    });
    this.next = page.next;
    return page.entries;
  }
}
