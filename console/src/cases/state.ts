import { Desk } from "../http.js";
import { Part } from "../part.js";
import type { Action, CaseFile, CasePage, Entry, Ledger, SealedValue, Terms } from "./contract.js";
import { FileKeeper } from "./file-keeper.js";
import { c } from "./strings.fa.js";

const PAGE = 50;
const RELOAD_MS = 1500;
const GROUPS: Record<string, string[]> = {
  waiting: ["registered", "referred", "in_progress", "disputed", "reopened", "misdirected"],
  answered: ["answered"],
  ended: ["confirmed", "partly", "closed", "closed_unconfirmed", "withdrawn"],
  all: [],
};

export interface Filters {
  /** A group of statuses, or one status. */
  state: string;
  agency_id: string;
  province: string;
  level: string;
  overdue: boolean;
  /** Hours until the deadline at most; empty: any. */
  due_in_h: string;
  /** Moves of which one happened in the last `within_h` hours, with commas between. */
  moved: string;
  /** Whether a late answer raised the case in that time. */
  breached: boolean;
  within_h: string;
  q: string;
  sort: "due" | "newest";
}

export const NO_FILTERS: Filters = {
  state: "waiting", agency_id: "", province: "", level: "", overdue: false, due_in_h: "", moved: "", breached: false,
  within_h: "", q: "", sort: "due",
};

/** What the console knows of cases, and does with them. */
export class CasesState extends Part {
  filters: Filters = { ...NO_FILTERS };
  entries: Entry[] | undefined;
  hasMore = false;
  page: CasePage | undefined;
  ledger: Ledger | undefined;
  sheet: Action | undefined;
  /** What was done last, for whoever listens to the page. */
  done = "";
  asked: SealedValue | undefined;
  revealed = new Map<string, string>();
  terms: Terms | undefined;

  readonly files: FileKeeper;
  readonly #desk: Desk;
  #keys = new Map<string, string>();
  #drafts = new Map<string, string>();
  #reload: ReturnType<typeof setTimeout> | undefined;
  #asking = 0;

  constructor(csrf: string, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
    this.files = new FileKeeper(this.#desk);
  }

  /** Reads what lists and forms offer, and the first page of the list, once. */
  async arrive(): Promise<void> {
    await Promise.all([this.offer(), this.entries ? undefined : this.list()]);
  }

  /** Reads what lists and forms offer, once. */
  async offer(): Promise<void> {
    if (this.terms) return;
    await this.attempt(async () => {
      const terms = await this.#desk.get<Terms>("terms");
      const byName = new Intl.Collator("fa");
      terms.agencies.sort((a, b) => byName.compare(a.title, b.title));
      terms.provinces.sort((a, b) => byName.compare(a.name, b.name));
      this.terms = terms;
    });
  }

  /** Reads the list anew; what was typed last wins, whichever answer comes last. */
  async list(): Promise<void> {
    const mine = ++this.#asking;
    await this.attempt(async () => {
      const found = await this.#read();
      if (mine !== this.#asking) return;
      [this.entries, this.hasMore] = [found, found.length === PAGE];
    });
  }

  async more(): Promise<void> {
    const known = this.entries ?? [];
    await this.attempt(async () => {
      const found = await this.#read(known.at(-1)?.tracking_code);
      [this.entries, this.hasMore] = [[...known, ...found], found.length === PAGE];
    });
  }

  filter(change: Partial<Filters>): Promise<void> {
    this.filters = { ...this.filters, ...change };
    return this.list();
  }

  /** Shows the cases that a number elsewhere counts. */
  ask(query: URLSearchParams): Promise<void> {
    const asked = Object.entries(NO_FILTERS).map(([name, usual]) => {
      const value = query.get(name);
      return [name, value === null ? usual : typeof usual === "boolean" ? value === "true" : value];
    });
    return this.filter(Object.fromEntries(asked) as Filters);
  }

  /** Opens a case; personal values of another one are hidden again. */
  async open(code: string | undefined): Promise<void> {
    if (this.page?.tracking_code === code) return;
    this.#leave();
    if (!code) return this.tell();
    await this.attempt(async () => {
      this.page = await this.#desk.get<CasePage>(`cases/${encodeURIComponent(code)}`);
      await this.files.read(this.page);
    });
  }

  /** The code after the open one in the list, or the first. */
  get next(): string | undefined {
    const codes = (this.entries ?? []).map(({ tracking_code }) => tracking_code);
    return codes[codes.indexOf(this.page?.tracking_code ?? "") + 1] ?? codes[0];
  }

  may(action: Action): boolean {
    return Boolean(this.page?.may.includes(action));
  }

  show(sheet: Action | undefined): void {
    this.sheet = sheet;
    this.done = this.notice = "";
    this.tell();
  }

  draft(field: string, text?: string): string {
    const key = `${this.page?.tracking_code} ${this.sheet} ${field}`;
    if (text !== undefined) this.#drafts.set(key, text);
    return this.#drafts.get(key) ?? "";
  }

  /** Does an action; the same one again after a lost answer carries the same key. */
  async act(action: Action, body: Record<string, string> = {}): Promise<boolean> {
    const code = this.page?.tracking_code;
    if (!code) return false;
    const what = `${code} ${action} ${JSON.stringify(body)}`;
    const key = this.#keys.get(what) ?? crypto.randomUUID();
    this.#keys.set(what, key);
    this.done = "";
    return this.attempt(async () => {
      await this.#desk.post<void>(`cases/${code}/${action}`, body, key);
      this.#keys.delete(what);
      for (const draft of this.#drafts.keys()) if (draft.startsWith(`${code} ${action} `)) this.#drafts.delete(draft);
      this.sheet = undefined;
      this.done = c.done[action];
      await this.#refresh(code);
    });
  }

  /** Asks for the reason to see a value, or no longer. */
  askFor(value: SealedValue | undefined): void {
    this.asked = value;
    this.tell();
  }

  async reveal(value: SealedValue, reason: string): Promise<boolean> {
    const code = this.page?.tracking_code;
    if (!code) return false;
    return this.attempt(async () => {
      const body = { field: value.field, event_number: value.event_number, reason };
      const { text } = await this.#desk.post<{ text: string }>(`cases/${code}/reveal`, body);
      if (this.page?.tracking_code === code) this.revealed.set(nameOf(value), text);
      this.asked = undefined;
    });
  }

  hide(value: SealedValue): void {
    this.revealed.delete(nameOf(value));
    this.tell();
  }

  shown(value: SealedValue): string | undefined {
    return this.revealed.get(nameOf(value));
  }

  /** Fetches a file to be shown or saved; that is put on record. */
  fetchFile(file: CaseFile): Promise<boolean> {
    return this.attempt(() => this.files.fetch(file));
  }

  async readLedger(): Promise<void> {
    const code = this.page?.tracking_code;
    if (!code || this.ledger) return;
    await this.attempt(async () => {
      const ledger = await this.#desk.get<Ledger>(`cases/${code}/ledger`);
      if (this.page?.tracking_code === code) this.ledger = ledger;
    });
  }

  /** Brings up to date what is shown of cases that have changed. */
  heard(codes: string[]): void {
    const open = this.page?.tracking_code;
    if (open && codes.includes(open)) void this.attempt(() => this.#refresh(open));
    if (!this.entries || this.entries.length > PAGE) return;
    clearTimeout(this.#reload);
    this.#reload = setTimeout(() => void this.list(), RELOAD_MS);
  }

  async #read(after?: string): Promise<Entry[]> {
    const { state, overdue, breached, moved, q, ...equal } = this.filters;
    const query = new URLSearchParams();
    for (const status of GROUPS[state] ?? [state]) query.append("status", status);
    for (const [name, value] of Object.entries(equal)) if (value) query.set(name, value);
    if (overdue) query.set("overdue", "true");
    if (breached) query.set("breached", "true");
    for (const move of moved.split(",").filter(Boolean)) query.append("moved", move);
    if (q.trim()) query.set("q", q.trim());
    if (after) query.set("after", after);
    return this.#desk.get<Entry[]>(`cases?${query}`);
  }

  async #refresh(code: string): Promise<void> {
    const page = await this.#desk.get<CasePage>(`cases/${encodeURIComponent(code)}`);
    if (this.page?.tracking_code !== code) return;
    this.page = page;
    await this.files.read(page);
    if (this.sheet && !page.may.includes(this.sheet)) this.sheet = undefined;
    if (this.ledger) this.ledger = await this.#desk.get<Ledger>(`cases/${code}/ledger`);
  }

  #leave(): void {
    this.page = this.ledger = this.sheet = this.asked = undefined;
    this.done = this.notice = "";
    this.revealed.clear();
    this.files.leave();
  }
}

function nameOf({ field, event_number }: SealedValue): string {
  return `${field} ${event_number}`;
}
