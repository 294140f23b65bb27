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

/** Papers that a citizen takes along: ticked documents, the sheet of a service, a receipt, the text of the conversation. */
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

  /** Prints, saves or shares the receipt of a filed case; few citizens do, so the script for it is fetched then. */
  receipt(how: Keeping, reply: CaseReply): void {
    this.panel.fetched(import("./receipt.js").then(({ keepReceipt }) => keepReceipt(how, receiptFacts(reply), t)));
  }

  saveTalk(entries: readonly Entry[]): void {
    this.#do((paper) => paper.saveText(t.transcriptOf(localDay(new Date().toISOString())), transcript(entries, new Date())));
  }

  /** The script that prints or saves words is fetched when somebody asks for it. */
  #do(step: (paper: Paper) => void): void {
    this.panel.fetched(import("./paper.js").then(step));
  }

  #sheet(card: ServiceCard): string {
    return serviceSheet(card, this.ticks.of(card.id), new Date());
  }
}
