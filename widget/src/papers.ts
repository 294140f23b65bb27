import type { CaseReply, ServiceCard } from "./core/contract.js";
import { receiptFacts, serviceSheet } from "./core/sheet.js";
import { deviceShelf, Kept } from "./core/store.js";
import { Ticks } from "./core/ticks.js";
import { localDay } from "./core/time.js";
import type { Entry } from "./core/timeline.js";
import { transcript } from "./core/transcript.js";
import type { Keeping } from "./receipt.js";
import { t } from "./strings/index.js";

type Paper = typeof import("./paper.js");

/** What a citizen takes along: ticked documents, the sheet of a service, a receipt, the text of the conversation. */
export class Papers {
  readonly ticks = new Ticks(new Kept("dastyar.ticks", deviceShelf()));

  /** `panel` is given each step, which fails where its script does not come. */
  constructor(private readonly panel: { fetched(step: Promise<void>): void }) {}

  print(card: ServiceCard): void {
    this.#do((paper) => paper.printText(this.#sheet(card), t.direction));
  }

  save(card: ServiceCard): void {
    this.#do((paper) => paper.saveText(card.title, this.#sheet(card)));
  }

  /** Prints, saves or shares what a case was answered with when it was filed; few do, so what does it is fetched then. */
  receipt(how: Keeping, reply: CaseReply): void {
    this.panel.fetched(import("./receipt.js").then(({ keepReceipt }) => keepReceipt(how, receiptFacts(reply), t)));
  }

  saveTalk(entries: readonly Entry[]): void {
    this.#do((paper) => paper.saveText(t.transcriptOf(localDay(new Date().toISOString())), transcript(entries, new Date())));
  }

  /** What puts words on paper or into a file is fetched when somebody takes them along. */
  #do(step: (paper: Paper) => void): void {
    this.panel.fetched(import("./paper.js").then(step));
  }

  #sheet(card: ServiceCard): string {
    return serviceSheet(card, this.ticks.of(card.id), new Date());
  }
}
