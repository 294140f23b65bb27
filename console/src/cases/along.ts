import type { Desk } from "../http.js";
import type { Schemas } from "../schemas.js";
import type { Action } from "./contract.js";

/** Actions whose words the citizen may get with files. */
const WITH_FILES: Action[] = ["answer", "ask", "close"];

/** A file that waits for words to the citizen. */
export type Prepared = Schemas["PreparedOut"];

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
    const { files, left, max_bytes } = await this.desk.get<Schemas["PreparedFilesOut"]>(`cases/${code}/files`);
    if (this.#code === code) [this.files, this.left, this.maxBytes] = [files, left, max_bytes];
  }

  /** Whether what goes with the words to this case's citizen is what is shown. */
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

  /** Who has opened another case meanwhile goes on seeing that one's. */
  async #readAgain(code: string): Promise<void> {
    if (this.isOf(code)) await this.read(code);
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
