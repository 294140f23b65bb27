import type { Desk } from "../http.js";
import type { Action, FileKind } from "./contract.js";

/** Actions whose words the citizen may get with files. */
const WITH_FILES: Action[] = ["answer", "ask", "close"];

/** A file that waits for words to the citizen. */
export interface Prepared {
  id: string;
  kind: FileKind;
  kind_fa: string;
  size: number;
}

interface Waiting {
  files: Prepared[];
  left: number;
  max_bytes: number;
}

/** The files that go with what is written to the citizen of the open case: at the gateway before that is sent. */
export class Along {
  files: Prepared[] = [];
  /** So many more may be added, each of `maxBytes` at most. */
  left = 0;
  maxBytes = 0;
  /** Something is on its way. */
  isBusy = false;
  /** What was done last, for whoever listens to the page. */
  said = "";
  /** What was wrong with the last file. */
  fault = "";
  #code = "";
  readonly #names = new Map<string, string>();

  constructor(private readonly desk: Desk) {}

  /** Whether files may go with an action. */
  fits(action: Action | undefined): boolean {
    return action !== undefined && WITH_FILES.includes(action);
  }

  /** Reads what waits for the citizen of a case. */
  async read(code: string): Promise<void> {
    this.#code = code;
    const { files, left, max_bytes } = await this.desk.get<Waiting>(`cases/${code}/files`);
    if (this.#code === code) [this.files, this.left, this.maxBytes] = [files, left, max_bytes];
  }

  /** Adds a file; raises `Problem`. */
  async add(file: File): Promise<void> {
    const code = this.#code;
    const { id } = await this.desk.send<Prepared>(`cases/${code}/files`, file);
    this.#names.set(id, file.name);
    await this.read(code);
  }

  async drop({ id }: Prepared): Promise<void> {
    const code = this.#code;
    await this.desk.post<void>(`cases/${code}/files/${id}/remove`);
    await this.read(code);
  }

  /** How whoever has just chosen a file calls it; the gateway knows no names. */
  name({ id }: Prepared): string | undefined {
    return this.#names.get(id);
  }

  /** Forgets everything: it has gone to the citizen, or another case is opened. */
  leave(): void {
    [this.files, this.left, this.said, this.fault, this.#code] = [[], 0, "", "", ""];
    this.#names.clear();
  }
}
