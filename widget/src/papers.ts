import type { ServiceCard } from "./core/contract.js";
import { serviceSheet } from "./core/sheet.js";
import { deviceShelf, Kept } from "./core/store.js";
import { Ticks } from "./core/ticks.js";
import { localDay } from "./core/time.js";
import type { Entry } from "./core/timeline.js";
import { transcript } from "./core/transcript.js";
import { printText, saveText } from "./paper.js";
import { t } from "./strings/index.js";

/** What a citizen takes along: ticked documents, the sheet of a service, the text of the conversation. */
export class Papers {
  readonly ticks = new Ticks(new Kept("dastyar.ticks", deviceShelf()));

  print(card: ServiceCard): void {
    printText(this.#sheet(card), t.direction);
  }

  save(card: ServiceCard): void {
    saveText(card.title, this.#sheet(card));
  }

  saveConversation(entries: readonly Entry[]): void {
    const now = new Date();
    saveText(t.transcriptOf(localDay(now.toISOString())), transcript(entries, now));
  }

  #sheet(card: ServiceCard): string {
    return serviceSheet(card, this.ticks.of(card.id), new Date());
  }
}
