import type { Desk } from "../http.js";
import type { Schemas } from "../schemas.js";
import type { Action } from "./contract.js";

/** Actions whose words the citizen may get with files. */
const WITH_FILES: Action[] = ["answer", "ask", "close"];

/** A file that waits for words to the citizen. */
export type Prepared = Schemas["PreparedOut"];

/** The files that go with the words to the citizen of the open case: the gateway has them before those are sent. */
export class Along {
  files: Prepared[] = [];
  /** The number of files that may still be added, each of `maxBytes` at most. */
  left = 0;
  maxBytes = 0;
  /** Something is on its way. */
  isBusy = false;
  /** The last action, for screen readers. */
  said = "";
  /** The fault of the last file. */
  fault = "";
  #code = "";
  readonly #names = new Map<string, string>();

  constructor(private readonly desk: Desk) {}

  /** Whether files may go with an action. */
  fits(action: Action | undefined): boolean {
    return action !== undefined && WITH_FILES.includes(action);
  }

  /** Reads the files that wait for the citizen of a case. */
  async read(code: string): Promise<void> {
    this.#code = code;
    const { files, left, max_bytes } = await this.desk.get<Schemas["PreparedFilesOut"]>(`cases/${code}/files`);
    if (this.#code === code) [this.files, this.left, this.maxBytes] = [files, left, max_bytes];
  }

  /** Whether the shown files belong to this case. */
  isOf(code: string): boolean {
    return this.#code === code;
  }

  /** Adds a file for the citizen of a case; raises `Problem`. */
  async add(code: string, file: File): Promise<void> {
    const { id } = await this.desk.send<Prepared>(`cases/${code}/files`, file);
    this.#names.set(id, file.name);
    await this.#readAgain(code);
  }

  async drop(code: string, { id }: Prepared): Promise<void> {
    await this.desk.post<void>(`cases/${code}/files/${id}/remove`);
    await this.#readAgain(code);
  }

  /** Reads the files again, unless another case was opened meanwhile. */
  async #readAgain(code: string): Promise<void> {
    if (this.isOf(code)) await this.read(code);
  }

  /** The name that the operator's device gives the file just chosen; the gateway knows no names. */
  name({ id }: Prepared): string | undefined {
    return this.#names.get(id);
  }

  /** Forgets everything: it has gone to the citizen, or another case is opened. */
  leave(): void {
    [this.files, this.left, this.said, this.fault, this.#code] = [[], 0, "", "", ""];
    this.#names.clear();
  }
}
