import type { Canned } from "../contract.js";
import { Desk } from "../http.js";
import type { Schemas } from "../schemas.js";
import type { Placeholder } from "./filling.js";

/** The ready answers for the reply box. */
export class AtHand {
  answers: Canned[] = [];
  placeholders: Placeholder[] = [];

  async read(): Promise<void> {
    const { answers, placeholders } = await new Desk("").get<Schemas["AtHand"]>("canned");
    [this.answers, this.placeholders] = [answers, placeholders];
  }
}
