import type { Desk } from "../http.js";
import type { CaseFile, CasePage } from "./contract.js";
import type { Schemas } from "../schemas.js";

/** The files of the open case, and those that were fetched; each fetch is on record. */
export class FileKeeper {
  list: CaseFile[] = [];
  #code = "";
  readonly #addresses = new Map<string, string>();

  constructor(private readonly desk: Desk) {}

  /** Reads which files a case has, if it has any. */
  async read({ tracking_code, timeline }: CasePage): Promise<void> {
    this.#code = tracking_code;
    if (!timeline.some(({ type, files }) => type === "attached" || files?.length)) return;
    const { attachments } = await this.desk.get<Schemas["AttachmentsOut"]>(`cases/${tracking_code}/attachments`);
    if (this.#code === tracking_code) this.list = attachments;
  }

  /** Where in this page a fetched file is. */
  address({ id }: CaseFile): string | undefined {
    return this.#addresses.get(id);
  }

  async fetch({ id }: CaseFile): Promise<void> {
    const code = this.#code;
    const file = await this.desk.file(`cases/${code}/attachments/${id}`);
    if (this.#code === code) this.#addresses.set(id, URL.createObjectURL(file));
  }

  /** Forgets everything, when another case is opened or none. */
  leave(): void {
    for (const address of this.#addresses.values()) URL.revokeObjectURL(address);
    this.#addresses.clear();
    this.list = [];
    this.#code = "";
  }
}
