import { Desk } from "../http.js";
import { Part } from "../part.js";
import { fa } from "../spans.js";
import { COLUMNS, keepColumns, keptColumns, USUAL, type Column } from "./columns.js";
import type { Entry, Named, Outcomes } from "./contract.js";
import { filtersOf, isSame, NO_FILTERS, queryOf, type Filters } from "./filters.js";
import { k } from "./table-strings.fa.js";
import type { Schemas } from "../schemas.js";

export type SavedView = Schemas["ViewOut"];

/** An action on all chosen cases. */
export type Many = "refer" | "assign";

/** Views that everybody has. */
export const READY: [string, Partial<Filters>][] = [
  [k.ready.waiting, {}],
  [k.ready.mine, { assignee: "me" }],
  [k.ready.nobody, { assignee: "-" }],
  [k.ready.today, { due_in_h: "24" }],
  [k.ready.late, { overdue: true }],
];
const FILE = "cases.csv";
/** The gateway takes at most this many with one request. */
const AT_ONCE = 100;

interface Lists {
  filters: Filters;
  entries: Entry[] | undefined;
  has(permission: string): boolean;
  filter(change: Partial<Filters>): Promise<void>;
  list(): Promise<void>;
}

/** The table around the list: columns, views, and actions on many cases at once. */
export class TableState extends Part {
  columns: Column[] = keptColumns();
  views: SavedView[] = [];
  /** The people on one's own side who can look after cases. */
  people: Named[] = [];
  chosen = new Set<string>();
  many: Many | undefined;
  agency = "";
  done = "";
  /** Codes of cases on which the action failed, with the reasons. */
  failed: [string, string][] = [];

  readonly #desk: Desk;
  /** The same again after a lost answer carries the same key. */
  readonly #keys = new Map<string, string>();
  #isKnown = false;

  constructor(csrf: string, private readonly cases: Lists, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  /** Reads views and people, once. */
  async arrive(): Promise<void> {
    if (this.#isKnown) return;
    this.#isKnown = await this.attempt(async () => {
      const mayAssign = this.cases.has("assign_cases");
      const [{ views }, people] = await Promise.all([
        this.#desk.get<Schemas["Views"]>("case-views"),
        mayAssign ? this.#desk.get<Named[]>("case-assignees") : [],
      ]);
      [this.views, this.people] = [views, people];
    });
  }

  toggleColumn(column: Column): void {
    const wanted = this.columns.includes(column) ? this.columns.filter((one) => one !== column) : [...this.columns, column];
    this.#show(COLUMNS.filter((one) => wanted.includes(one)));
  }

  usualColumns(): void {
    this.#show(USUAL);
  }

  #show(columns: Column[]): void {
    this.columns = columns;
    keepColumns(columns);
    this.tell();
  }

  isShown(filters: Filters): boolean {
    return isSame(this.cases.filters, filters);
  }

  viewFilters({ shown }: SavedView): Filters {
    return filtersOf((name) => shown[name as keyof typeof shown]);
  }

  async open(view: SavedView): Promise<void> {
    const kept = view.shown.columns as Column[];
    if (kept.length) this.#show(COLUMNS.filter((one) => kept.includes(one)));
    await this.cases.filter(this.viewFilters(view));
  }

  async keepView(name: string): Promise<boolean> {
    return this.#do(async () => {
      await this.#desk.post("case-views", { name, shown: { ...this.cases.filters, columns: this.columns } });
      await this.#readViews();
      this.done = k.viewKept;
    });
  }

  async dropView({ id }: SavedView): Promise<void> {
    await this.#do(async () => {
      await this.#desk.post(`case-views/${id}/remove`);
      await this.#readViews();
      this.done = k.viewDropped;
    });
  }

  /** Saves all cases of the list, not only those that are shown, as a table. */
  async save(): Promise<void> {
    await this.#do(async () => {
      const address = URL.createObjectURL(await this.#desk.file(`cases.csv?${queryOf(this.cases.filters)}`));
      Object.assign(document.createElement("a"), { href: address, download: FILE }).click();
      URL.revokeObjectURL(address);
      this.done = k.saved;
    });
  }

  choose(codes: string[], isChosen: boolean): void {
    for (const code of codes) isChosen ? this.chosen.add(code) : this.chosen.delete(code);
    if (!this.chosen.size) this.many = undefined;
    [this.done, this.failed] = ["", []];
    this.tell();
  }

  /** A case that is no longer in the list is no longer chosen: nothing is done unseen. */
  forget(entries: Entry[]): void {
    const known = new Set(entries.map(({ tracking_code }) => tracking_code));
    for (const code of this.chosen) if (!known.has(code)) this.chosen.delete(code);
    if (!this.chosen.size) this.many = undefined;
  }

  begin(many: Many | undefined): void {
    [this.many, this.agency, this.done, this.failed] = [many, "", "", []];
    this.tell();
  }

  async assign(code: string, account: string): Promise<void> {
    await this.#desk.post<void>(`cases/${code}/assign`, account ? { account_id: account } : {});
  }

  /** Does the same with all that are chosen; those with which it could not be done stay chosen. */
  async doMany(many: Many, body: Record<string, string>): Promise<boolean> {
    const codes = [...this.chosen];
    const what = `${many} ${JSON.stringify([body, codes])}`;
    const key = this.#keys.get(what) ?? crypto.randomUUID();
    this.#keys.set(what, key);
    const isDone = await this.#do(async () => {
      const outcomes: Outcomes["outcomes"] = [];
      for (let from = 0; from < codes.length; from += AT_ONCE) {
        const wish = { ...body, codes: codes.slice(from, from + AT_ONCE) };
        outcomes.push(...(await this.#desk.post<Outcomes>(`many-cases/${many}`, wish, key)).outcomes);
      }
      this.#keys.delete(what);
      this.failed = outcomes.filter(({ is_done }) => !is_done).map(({ tracking_code, detail }) => [tracking_code, detail ?? ""]);
      this.done = k.done(fa(outcomes.length - this.failed.length));
      this.chosen = new Set(this.failed.map(([code]) => code));
      this.many = undefined;
    });
    if (isDone) await this.cases.list();
    return isDone;
  }

  async #readViews(): Promise<void> {
    this.views = (await this.#desk.get<Schemas["Views"]>("case-views")).views;
  }

  #do(step: () => Promise<void>): Promise<boolean> {
    [this.done, this.failed] = ["", []];
    return this.attempt(step);
  }
}

/** The filters of a view that everybody has. */
export function readyFilters(change: Partial<Filters>): Filters {
  return { ...NO_FILTERS, ...change };
}
