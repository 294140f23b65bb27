import type { Suggestions, Talk } from "./contract.js";

/** Suggested answers to the citizen's newest message; each message brings new ones. */
export class Suggested {
  shown: Suggestions | undefined;
  #about = "";

  constructor(
    private readonly ask: (id: string) => Promise<Suggestions>,
    private readonly changed: () => void,
  ) {}

  /** Brings suggestions for `talk`; without any, answering goes on as well. */
  async follow(talk: Talk | undefined): Promise<void> {
    const id = talk?.is_mine ? talk.conversation_id : "";
    const about = id && `${id}/${newestOfCitizen(talk!)}`;
    if (about === this.#about) return;
    if (id !== this.#about.split("/")[0]) this.shown = undefined;
    this.#about = about;
    if (!id) return;
    const found = await this.ask(id).catch(() => undefined);
    if (about !== this.#about) return;
    this.shown = found;
    this.changed();
  }
}

function newestOfCitizen({ events }: Talk): number {
  return events.filter(({ data }) => data.role === "citizen").at(-1)?.id ?? 0;
}
