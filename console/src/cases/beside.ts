import type { Desk } from "../http.js";
import type { Entry, Proposal } from "./contract.js";
import type { Schemas } from "../schemas.js";

/** Help with the open case: agencies that may be meant, and similar cases. */
export class Beside {
  proposals: Proposal[] | undefined;
  alike: Entry[] | undefined;
  #code = "";

  constructor(private readonly desk: Desk) {}

  async propose(code: string): Promise<void> {
    this.#code = code;
    const { proposals } = await this.desk.get<Schemas["Proposals"]>(`cases/${code}/proposals`);
    if (this.#code === code) this.proposals = proposals;
  }

  async findAlike(code: string): Promise<void> {
    this.#code = code;
    const { cases } = await this.desk.get<Schemas["Alike"]>(`cases/${code}/alike`);
    if (this.#code === code) this.alike = cases;
  }

  leave(): void {
    this.proposals = this.alike = undefined;
    this.#code = "";
  }
}
