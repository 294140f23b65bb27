import type { AlongWords } from "./along-words.js";
import type { AlongScreen } from "./along.js";
import type { Credentials } from "./core/contract.js";
import type { Problem } from "./core/problem.js";
import { make } from "./make.js";
import type { Strings } from "./strings/index.js";

/** A file that the server keeps until the case is filed. */
interface Kept {
  id: string;
  kind: "image" | "document" | "voice";
  size: number;
}

const KINDS = "image/jpeg,image/png,image/webp,application/pdf,audio/*";
const LONGEST_NAME = 80;
/** In the session, the names of files by the ids that the server gave them: it keeps none itself. */
const NAMES = "dastyar.files";

/** The files that wait for a case, and a button that adds one. The server keeps them, so a page load loses none. */
export class WaitingFiles {
  readonly node: HTMLElement;
  readonly #list = make("ul", { className: "waiting" });
  readonly #fault = make("p", { id: "along-fault", className: "fault", role: "alert" });
  readonly #add: HTMLInputElement;
  readonly #rows = new Set<Row>();
  /** One after the other, since a poor line is shared. */
  #line: Promise<unknown> = Promise.resolve();
  #largest = Infinity;

  constructor(
    private readonly screen: AlongScreen,
    readonly t: Strings,
    readonly words: AlongWords,
  ) {
    const title = make("h4", { id: "along-files", textContent: words.files });
    this.#add = make("input", { id: "along-file", className: "unseen", type: "file", accept: KINDS, multiple: true });
    this.#add.setAttribute("aria-describedby", "along-fault along-kept");
    this.#add.onchange = () => this.#choose();
    const label = make("label", { className: "choice" }, t.fileAdd, this.#add);
    const note = make("p", { id: "along-kept", className: "date", textContent: words.kept });
    this.node = make("div", { className: "files" }, title, this.#list, label, this.#fault, note);
    void this.#load().catch(() => undefined);
  }

  /** Whether all files have come; else it is said which way is open. */
  areHere(): boolean {
    const rows = [...this.#rows];
    const missing = rows.find((row) => row.isMissing);
    const coming = rows.find((row) => !row.id);
    this.#fault.textContent = missing ? this.words.missing : coming ? this.words.coming : "";
    (missing ?? coming)?.focus();
    return !missing && !coming;
  }

  /** What the server keeps already, say from before a page load. */
  async #load(): Promise<void> {
    const answer = await this.#ask("GET");
    const { files, max_bytes: largest } = (await answer.json()) as { files: Kept[]; max_bytes: number };
    this.#largest = largest;
    const names = readNames();
    for (const file of files) this.#put(names[file.id] ?? this.words.file[file.kind], file.size).came(file);
  }

  #choose(): void {
    const files = [...(this.#add.files ?? [])];
    // The same file, chosen again, is a choice too.
    this.#add.value = "";
    this.#fault.textContent = "";
    for (const file of files) {
      if (file.size > this.#largest) this.#fault.textContent = this.t.fileTooLarge;
      else this.#send(this.#put(file.name.slice(0, LONGEST_NAME), file.size), file);
    }
  }

  #put(name: string, size: number): Row {
    const row = new Row(this, name, size);
    this.#rows.add(row);
    this.#list.append(row.node);
    return row;
  }

  #send(row: Row, file: File): void {
    row.begin(() => this.#send(row, file));
    this.#line = this.#line.then(() => this.#upload(row, file).catch((error: Problem) => row.fail(error)));
  }

  async #upload(row: Row, file: File): Promise<void> {
    if (row.isGone) return;
    const [path, headers] = this.#door();
    const { api } = this.screen.talk;
    const upload = api.upload(path, headers, file, (share) => row.sent(share), row.leaving.signal);
    const { file: kept } = JSON.parse(await upload) as { file?: Kept };
    if (!kept) {
      // The case was filed meanwhile, and has it already.
      this.#forget(row);
      return this.screen.tell(this.t.fileCame(row.name));
    }
    keepName(kept.id, row.name);
    // The same file, chosen twice, is one.
    for (const other of this.#rows) if (other.id === kept.id) this.#forget(other);
    row.came(kept);
    this.#fault.textContent = "";
    this.screen.tell(this.words.here(row.name));
  }

  /** Takes a file away, also one that has not come. */
  async take(row: Row): Promise<void> {
    row.leaving.abort();
    if (row.id) {
      try {
        await this.#ask("DELETE", `/${row.id}`);
      } catch (error) {
        // What is not there any more needs no taking away.
        if ((error as Problem).status !== 404) return row.fail(error as Problem);
      }
    }
    this.#forget(row);
    this.#fault.textContent = "";
    this.#add.focus();
    this.screen.tell(this.words.gone(row.name));
  }

  #forget(row: Row): void {
    row.isGone = true;
    this.#rows.delete(row);
    row.node.remove();
  }

  #ask(method: string, more = ""): Promise<Response> {
    const [path, headers] = this.#door();
    return this.screen.talk.api.ask(path + more, { method, headers });
  }

  #door(): [path: string, headers: Record<string, string>] {
    const { id, token } = this.screen.talk.who as Credentials;
    return [`conversations/${encodeURIComponent(id)}/files`, { Authorization: `Bearer ${token}` }];
  }
}

/** One file: its name, its size, how far it is, and what can be done with it. */
class Row {
  /** By which the server knows it, once it is there. */
  id = "";
  isGone = false;
  isMissing = false;
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
    this.isMissing = false;
    this.leaving = new AbortController();
    this.#again.onclick = () => {
      again();
      this.focus();
    };
    [this.#bar.hidden, this.#again.hidden, this.#fault.textContent] = [false, true, ""];
  }

  sent(share: number): void {
    this.#bar.value = share;
  }

  came({ id, size }: Kept): void {
    this.id = id;
    this.#bar.hidden = true;
    this.#size.textContent = this.#inWords(size);
  }

  /** What was tried did not succeed; what is refused for good is only to be taken away. */
  fail({ detail, isPassing = true }: Problem): void {
    if (this.isGone) return;
    this.isMissing = !this.id;
    this.#bar.hidden = true;
    this.#again.hidden = !!this.id || !isPassing;
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

function readNames(): Record<string, string> {
  try {
    return JSON.parse(sessionStorage.getItem(NAMES) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}

function keepName(id: string, name: string): void {
  try {
    // The newest are enough: no more files wait at once.
    const names = [...Object.entries(readNames()), [id, name]].slice(-20);
    sessionStorage.setItem(NAMES, JSON.stringify(Object.fromEntries(names)));
  } catch {
    // full or forbidden: after a page load it is told what kind of file it is
  }
}
