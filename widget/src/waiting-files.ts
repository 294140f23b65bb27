import type { AlongWords } from "./along-words.js";
import type { Conversation } from "./core/conversation.js";
import type { Problem } from "./core/problem.js";
import type { Schemas } from "./core/schemas.js";
import { make } from "./make.js";
import type { Strings } from "./strings/index.js";

type Waiting = Schemas["WaitingFileOut"];
type Listed = Schemas["WaitingFilesOut"];

const KINDS = "image/jpeg,image/png,image/webp,application/pdf,audio/*";
const LONGEST_NAME = 80;
/** As the server counts them, so that its bound is a round number. */
const MEGABYTE = 1024 * 1024;

/** The panel around the files, as far as they need it. */
export interface FilesScreen {
  readonly talk: Conversation;
  /** Makes a screen reader say `words`. */
  tell(words: string): void;
}

/** The files that wait for a case, and a button that adds one. The server keeps them, so a page load loses none. */
export class WaitingFiles {
  readonly node: HTMLElement;
  readonly #list = make("ul", { className: "waiting" });
  readonly #fault = make("p", { id: "along-fault", className: "fault", role: "alert" });
  readonly #add: HTMLInputElement;
  readonly #label: HTMLElement;
  readonly #note: HTMLElement;
  readonly #rows = new Set<Row>();
  /** Files that were removed: a list that was on its way meanwhile may still name them. */
  readonly #taken = new Set<string>();
  /** One after the other, since a poor line is shared. */
  #line: Promise<unknown> = Promise.resolve();
  #largest = Infinity;
  /** At most this many files may wait at once. */
  #most = Infinity;
  #reading = 0;
  #isRead = false;

  constructor(
    private readonly screen: FilesScreen,
    readonly t: Strings,
    readonly words: AlongWords,
  ) {
    const title = make("h3", { id: "along-files", textContent: words.files });
    this.#add = make("input", { id: "along-file", className: "unseen", type: "file", accept: KINDS, multiple: true });
    this.#add.setAttribute("aria-describedby", "along-fault along-kept");
    this.#add.onchange = () => this.#choose();
    this.#label = make("label", { className: "choice" }, t.fileAdd, this.#add);
    this.#note = make("p", { id: "along-kept", className: "date", textContent: words.kept });
    this.node = make("div", { className: "files" }, title, this.#list, this.#label, this.#fault, this.#note);
  }

  /** Whether all files have come; else it is said which way is open. */
  areHere(): boolean {
    const rows = [...this.#rows];
    const missing = rows.find((row) => row.isMissing);
    const coming = rows.find((row) => !row.id);
    // A file that the server no longer keeps must not look as if it came along.
    const isUnsure = !!rows.length && !!this.#reading;
    const { words } = this;
    const why = missing ? (missing.isRefused ? words.refused : words.missing) : coming ? words.coming : isUnsure ? this.t.caseLoading : "";
    this.#fault.textContent = why;
    (missing ?? coming)?.focus();
    return !why;
  }

  /** Shows the files that the server keeps now, say from before a page load; says so if it no longer keeps one. */
  read(): void {
    this.#reading += 1;
    void this.#next(() => this.#load())
      .catch(() => undefined)
      .then(() => (this.#reading -= 1));
  }

  async #load(): Promise<void> {
    const { files, left, max_bytes: largest } = await this.#listed();
    [this.#largest, this.#most, this.#isRead] = [largest, files.length + left, true];
    const lapsed = [...this.#rows].filter((row) => row.id && !files.some(({ id }) => id === row.id));
    lapsed.forEach((row) => this.#forget(row));
    const { talk } = this.screen;
    const names = talk.who?.files ?? {};
    for (const file of files) if (!this.#has(file.id)) this.#put(names[file.id] ?? this.words.file[file.kind], file.size).came(file);
    talk.note({ files: Object.fromEntries([...this.#rows].flatMap(({ id, name }) => (id in names ? [[id, name]] : []))) });
    if (lapsed.length) this.#fault.textContent = this.words.lapsed;
    this.#fit();
  }

  /** Removes files that arrived although their answers did not: no row shows them. */
  async #sweep(row: Row): Promise<void> {
    if (!this.#isRead) await this.#load();
    for (const { id } of (await this.#listed()).files) if (!this.#has(id)) await this.#remove(id);
    row.isUnsure = false;
  }

  /** The waiting files. A conversation that the server forgot has none. */
  async #listed(): Promise<Listed> {
    if (!this.screen.talk.who) return { files: [], left: this.#most, max_bytes: this.#largest };
    return (await (await this.#ask("GET")).json()) as Listed;
  }

  #has(id: string): boolean {
    return this.#taken.has(id) || [...this.#rows].some((row) => row.id === id);
  }

  /** Does a step when those before it have ended. */
  #next(step: () => Promise<void>): Promise<void> {
    const done = this.#line.then(step);
    this.#line = done.catch(() => undefined);
    return done;
  }

  /** Files are added while there is room; where none may ever wait, nothing is said of them. */
  #fit(): void {
    const { size } = this.#rows;
    this.#label.hidden = this.#note.hidden = size >= this.#most;
    this.node.hidden = !size && this.#label.hidden && !this.#fault.textContent;
  }

  #choose(): void {
    const files = [...(this.#add.files ?? [])];
    // The same file, chosen again, is a choice too.
    this.#add.value = "";
    this.#fault.textContent = "";
    for (const file of files) {
      if (file.size > this.#largest) this.#fault.textContent = this.#tooLarge();
      else this.#send(this.#put(file.name.slice(0, LONGEST_NAME), file.size), file);
    }
  }

  #tooLarge(): string {
    const { t, words } = this;
    const [unit, named] = this.#largest < MEGABYTE ? [1024, words.kilobytes] : [MEGABYTE, words.megabytes];
    return words.tooLarge(named(Math.floor(this.#largest / unit).toLocaleString(t.locale)));
  }

  #put(name: string, size: number): Row {
    const row = new Row(this, name, size);
    this.#rows.add(row);
    this.#list.append(row.node);
    this.#fit();
    return row;
  }

  #send(row: Row, file: File): void {
    row.begin(() => this.#send(row, file));
    row.coming = this.#next(() => this.#upload(row, file).catch((error: Problem) => this.#failed(row, error)));
  }

  async #upload(row: Row, file: File): Promise<void> {
    if (row.isGone) return;
    row.isUnsure = true;
    const [path, headers] = this.#door();
    const { talk } = this.screen;
    const upload = talk.api.upload(path, headers, file, (share) => row.sent(share), row.leaving.signal);
    const { file: kept } = JSON.parse(await upload) as Schemas["TakenOut"];
    row.isUnsure = false;
    if (!kept) {
      // The case was filed meanwhile, and has it already.
      this.#forget(row);
      return this.screen.tell(this.t.fileCame(row.name));
    }
    talk.note({ files: { ...talk.who?.files, [kept.id]: row.name } });
    // The same file, chosen twice, is one.
    for (const other of this.#rows) if (other.id === kept.id) this.#forget(other);
    row.came(kept);
    if (row.isLeaving) return;
    this.#fault.textContent = "";
    this.screen.tell(this.words.here(row.name));
  }

  async #failed(row: Row, error: Problem): Promise<void> {
    // The server keeps no file that it refused.
    row.isUnsure = error.isPassing ?? true;
    if (row.isUnsure) await this.#sweep(row).catch(() => undefined);
    if (!row.isLeaving) row.fail(error);
  }

  /** Takes a file away, also one that has not come; one that was sent whole has come, though its answer has not. */
  async take(row: Row): Promise<void> {
    row.isLeaving = true;
    if (!row.isWhole) row.leaving.abort();
    try {
      if (row.isUnsure) await row.coming;
      if (row.isUnsure) await this.#next(() => this.#sweep(row));
      if (row.id) await this.#remove(row.id);
    } catch (error) {
      row.isLeaving = false;
      return row.fail(error as Problem);
    }
    // It went into the case that was filed meanwhile.
    if (row.isGone) return;
    this.#forget(row);
    this.#fault.textContent = "";
    this.#add.focus();
    this.screen.tell(this.words.gone(row.name));
  }

  /** A file that is already gone needs no removal. */
  async #remove(id: string): Promise<void> {
    await this.#ask("DELETE", `/${id}`).catch((error: Problem) => {
      if (error.status !== 404) throw error;
    });
    this.#taken.add(id);
  }

  #forget(row: Row): void {
    row.isGone = true;
    this.#rows.delete(row);
    row.node.remove();
    this.#fit();
  }

  #ask(method: string, more = ""): Promise<Response> {
    const [path, headers] = this.#door();
    return this.screen.talk.api.ask(path + more, { method, headers });
  }

  #door(): [path: string, headers: Record<string, string>] {
    const { id, token } = this.screen.talk.who!;
    return [`conversations/${encodeURIComponent(id)}/files`, { Authorization: `Bearer ${token}` }];
  }
}

/** One file: its name, its size, its progress, and its buttons. */
class Row {
  /** By which the server knows it, once it is there. */
  id = "";
  isGone = false;
  isMissing = false;
  /** Sending it again would not help. */
  isRefused = false;
  /** The citizen takes it away. */
  isLeaving = false;
  /** All of its bytes are sent. */
  isWhole = false;
  /** It may have come without our knowing. */
  isUnsure = false;
  /** Resolves when the try to send it has ended. */
  coming: Promise<void> | undefined;
  leaving = new AbortController();
  readonly node: HTMLElement;
  readonly #size: HTMLElement;
  readonly #bar: HTMLProgressElement;
  readonly #fault = make("p", { className: "fault", role: "alert" });
  readonly #again: HTMLButtonElement;
  readonly #away: HTMLButtonElement;

  constructor(
    private readonly files: WaitingFiles,
    readonly name: string,
    size: number,
  ) {
    const { t, words } = files;
    this.#size = make("span", { className: "date", textContent: this.#inWords(size) });
    this.#bar = make("progress", { ariaLabel: `${t.sending} ${name}`, value: 0, hidden: true });
    this.#again = make("button", { className: "quiet", type: "button", textContent: words.again, hidden: true });
    this.#away = make("button", { className: "quiet", type: "button", textContent: words.away, ariaLabel: words.awayOf(name) });
    this.#away.onclick = () => void files.take(this);
    const told = make("span", {}, make("bdi", { textContent: name }), this.#size);
    this.node = make("li", {}, told, this.#again, this.#away, this.#bar, this.#fault);
  }

  /** It goes on its way; `again` sends it once more, should it not come. */
  begin(again: () => void): void {
    this.isMissing = this.isWhole = false;
    this.leaving = new AbortController();
    this.#again.onclick = () => {
      again();
      this.focus();
    };
    [this.#bar.hidden, this.#again.hidden, this.#fault.textContent] = [false, true, ""];
  }

  sent(share: number): void {
    this.#bar.value = share;
    this.isWhole = share === 1;
  }

  came({ id, size }: Waiting): void {
    this.id = id;
    this.#bar.hidden = true;
    this.#size.textContent = this.#inWords(size);
  }

  /** An attempt failed; a file refused for good can only be removed. */
  fail({ detail, isPassing = true }: Problem): void {
    if (this.isGone) return;
    [this.isMissing, this.isRefused] = [!this.id, !isPassing];
    this.#bar.hidden = true;
    this.#again.hidden = !!this.id || this.isRefused;
    this.#fault.textContent = detail || this.files.t.tryAgain;
  }

  focus(): void {
    (this.#again.hidden ? this.#away : this.#again).focus();
  }

  #inWords(size: number): string {
    const { t, words } = this.files;
    const [unit, named] = size < 1_000_000 ? [1_000, words.kilobytes] : [1_000_000, words.megabytes];
    const count = Math.max(size / unit, unit === 1_000 ? 1 : 0);
    return named(count.toLocaleString(t.locale, { maximumFractionDigits: unit === 1_000 ? 0 : 1 }));
  }
}
