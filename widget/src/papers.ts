import type { ServiceCard } from "./core/contract.js";
import { serviceSheet } from "./core/sheet.js";
import { deviceShelf, Kept } from "./core/store.js";
import { Ticks } from "./core/ticks.js";
import { localDay } from "./core/time.js";
import type { Entry } from "./core/timeline.js";
import { transcript } from "./core/transcript.js";
import { t } from "./strings/index.js";

/** What puts words on paper or into a file is fetched when somebody takes them along. */
const paper = () => import("./paper.js");

/** What a citizen takes along: ticked documents, the sheet of a service, the text of the conversation. */
export class Papers {
  readonly ticks = new Ticks(new Kept("dastyar.ticks", deviceShelf()));

  async print(card: ServiceCard): Promise<void> {
    (await paper()).printText(this.#sheet(card), t.direction);
  }

  async save(card: ServiceCard): Promise<void> {
    (await paper()).saveText(card.title, this.#sheet(card));
  }

  async saveConversation(entries: readonly Entry[]): Promise<void> {
    const now = new Date();
    (await paper()).saveText(t.transcriptOf(localDay(now.toISOString())), transcript(entries, now));
  }

  #sheet(card: ServiceCard): string {
    return serviceSheet(card, this.ticks.of(card.id), new Date());
  }
}
