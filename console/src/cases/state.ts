import { Desk } from "../http.js";
import { Part } from "../part.js";
import { AtHand } from "../ready/at-hand.js";
import { Along, type Prepared } from "./along.js";
import { Beside } from "./beside.js";
import type { Action, CaseFile, CasePage, Count, Entry, Ledger, SealedValue, Terms } from "./contract.js";
import { DraftKeeper } from "./drafts.js";
import { FileKeeper } from "./file-keeper.js";
import { filtersOf, NO_FILTERS, queryOf, type Filters } from "./filters.js";
import { megabytes } from "./sizes.js";
import { fa } from "../spans.js";
import { c } from "./strings.fa.js";
import { TableState } from "./table-state.js";
import type { Schemas } from "../schemas.js";

const PAGE = 50;
const RELOAD_MS = 1500;

/** The console's data about cases, and its actions on them. */
export class CasesState extends Part {
  filters: Filters = { ...NO_FILTERS };
  entries: Entry[] | undefined;
  hasMore = false;
  /** How many there are; unknown for a moment after the list is. */
  count: Count | undefined;
  page: CasePage | undefined;
  ledger: Ledger | undefined;
  sheet: Action | undefined;
  /** The last action, for screen readers. */
  done = "";
  asked: SealedValue | undefined;
  revealed = new Map<string, string>();
  terms: Terms | undefined;

  readonly files: FileKeeper;
  readonly table: TableState;
  readonly drafts: DraftKeeper;
  readonly beside: Beside;
  readonly along: Along;
  readonly ready = new AtHand();
  readonly #desk: Desk;
  #keys = new Map<string, string>();
  #reload: ReturnType<typeof setTimeout> | undefined;
  #asking = 0;

  /** `account` is whose session it is. */
  constructor(csrf: string, readonly account: { role_fa: string; permissions: string[] }, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
    this.files = new FileKeeper(this.#desk);
    this.table = new TableState(csrf, this, changed);
    this.drafts = new DraftKeeper(this.#desk, changed);
    this.beside = new Beside(this.#desk);
    this.along = new Along(this.#desk);
  }

  /** Whether the account has a permission. */
  has(permission: string): boolean {
    return this.account.permissions.includes(permission);
  }

  /** Reads the options of lists and forms, and the first page of the list, once. */
  async arrive(): Promise<void> {
    await Promise.all([this.offer(), this.table.arrive(), this.entries ? undefined : this.list()]);
  }

  /** Reads the options of lists and forms, once. */
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

  /** Reads the list again; the newest query wins, whichever answer comes last. */
  async list(): Promise<void> {
    const mine = ++this.#asking;
    await this.attempt(async () => {
      const found = await this.#read();
      if (mine !== this.#asking) return;
      [this.entries, this.hasMore, this.count] = [found, found.length === PAGE, undefined];
      this.table.forget(found);
    });
    if (mine === this.#asking) await this.#counted(mine);
  }

  /** Counting may take longer than the first page, so that is shown before. */
  async #counted(mine: number): Promise<void> {
    const count = await this.#desk.get<Count>(`case-count?${queryOf(this.filters)}`).catch(() => undefined);
    if (mine !== this.#asking) return;
    this.count = count;
    this.tell();
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
    return this.filter(filtersOf((name) => query.get(name)));
  }

  /** Opens a case; personal values of another one are hidden again. */
  async open(code: string | undefined): Promise<void> {
    if (this.page?.tracking_code === code) return;
    this.#leave();
    if (!code) return this.tell();
    await this.attempt(async () => {
      this.page = await this.#desk.get<CasePage>(`cases/${encodeURIComponent(code)}`);
      await Promise.all([this.files.read(this.page), this.drafts.read(this.page.tracking_code)]);
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
    if (sheet) void this.#prepare(sheet);
  }

  /** Shows above why a form cannot be sent. */
  tellOf(notice: string): void {
    this.notice = notice;
    this.tell();
  }

  /** Reads the help for an action; without it the form works, too. */
  async #prepare(sheet: Action): Promise<void> {
    const code = this.page?.tracking_code;
    if (!code) return;
    if (sheet === "refer") await this.beside.propose(code).catch(() => undefined);
    if (sheet === "merge") await this.beside.findAlike(code).catch(() => undefined);
    if (this.along.fits(sheet)) await this.along.read(code).catch(() => undefined);
    if (this.has("keep_ready_answers") && !this.ready.answers.length) await this.ready.read().catch(() => undefined);
    this.tell();
  }

  /** The text of a field of the open form; sets it if `text` is given. */
  draft(field: string, text?: string): string {
    const { page, sheet } = this;
    if (!page || !sheet) return "";
    return text === undefined ? this.drafts.get(page.tracking_code, sheet, field) : this.drafts.write(page.tracking_code, sheet, field, text);
  }

  /** Reads which open cases may be the same matter. */
  async lookAlike(): Promise<void> {
    const code = this.page?.tracking_code;
    if (code) await this.attempt(() => this.beside.findAlike(code));
  }

  /** Opens the form for joining with a case already named. */
  join(into: string): void {
    this.show("merge");
    this.draft("into", into);
    this.tell();
  }

  /** Adds files to the draft, one after the other, up to one that is refused, or until another case is opened. */
  async addAlong(files: File[]): Promise<void> {
    const { along } = this;
    const code = this.page?.tracking_code ?? "";
    const large = files.find(({ size }) => size > along.maxBytes);
    along.fault = large ? c.alongLarge(large.name, megabytes(along.maxBytes)) : files.length > along.left ? c.alongMany(fa(along.left)) : "";
    if (along.fault) return this.tell();
    for (const file of files) {
      if (!along.isOf(code) || !(await this.#busily(() => along.add(code, file), c.alongCame))) return;
    }
  }

  async dropAlong(file: Prepared): Promise<void> {
    const code = this.page?.tracking_code ?? "";
    await this.#busily(() => this.along.drop(code, file), c.alongGone);
  }

  async #busily(step: () => Promise<void>, said: string): Promise<boolean> {
    const { along, page } = this;
    [along.isBusy, along.said, along.fault] = [true, "", ""];
    this.tell();
    const isDone = await this.attempt(step);
    // Said where the file was chosen: not above the case, and not at another one.
    const isHere = this.page?.tracking_code === page?.tracking_code;
    [along.isBusy, along.said, along.fault, this.notice] = [false, isDone && isHere ? said : "", isHere ? this.notice : "", ""];
    this.tell();
    return isDone;
  }

  /** Has somebody see to the open case; empty: nobody. */
  async assign(account: string): Promise<void> {
    const code = this.page?.tracking_code;
    if (!code) return;
    await this.attempt(async () => {
      await this.table.assign(code, account);
      this.done = c.assigned;
      await this.#refresh(code);
    });
    void this.list();
  }

  /** Does an action; the same one again after a lost answer carries the same key. */
  async act(action: Action, body: Record<string, string | string[]> = {}): Promise<boolean> {
    const code = this.page?.tracking_code;
    if (!code) return false;
    const what = `${code} ${action} ${JSON.stringify(body)}`;
    const key = this.#keys.get(what) ?? crypto.randomUUID();
    this.#keys.set(what, key);
    this.done = "";
    return this.attempt(async () => {
      await this.#desk.post<void>(`cases/${code}/${action}`, body, key);
      this.#keys.delete(what);
      this.drafts.drop(code, action);
      if (this.along.fits(action)) this.along.leave();
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
      const { text } = await this.#desk.post<Schemas["RevealedValue"]>(`cases/${code}/reveal`, body);
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

  /** Updates the shown data of cases that have changed; without a code, the list. */
  heard(codes: string[]): void {
    const open = this.page?.tracking_code;
    if (open && codes.includes(open)) void this.attempt(() => this.#refresh(open));
    if (!this.#asking || (this.entries?.length ?? 0) > PAGE) return;
    clearTimeout(this.#reload);
    this.#reload = setTimeout(() => void this.list(), RELOAD_MS);
  }

  #read(after?: string): Promise<Entry[]> {
    const query = queryOf(this.filters);
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
    void this.drafts.flush();
    this.beside.leave();
    this.along.leave();
    this.page = this.ledger = this.sheet = this.asked = undefined;
    this.done = this.notice = "";
    this.revealed.clear();
    this.files.leave();
  }
}

function nameOf({ field, event_number }: SealedValue): string {
  return `${field} ${event_number}`;
}
