import type { ServiceCard } from "./contract.js";

/** Cards of services for the citizen: those that a search found, and the one that is looked at before it is sent. */
export class Cards {
  found: ServiceCard[] | undefined;
  previewed: ServiceCard | undefined;

  constructor(private readonly ask: (words: string) => Promise<ServiceCard[]>, private readonly changed: () => void) {}

  async search(words: string): Promise<void> {
    this.found = words.trim() ? await this.ask(words.trim()) : undefined;
  }

  /** Shows a card as the citizen would get it; undefined puts it away. */
  preview(card: ServiceCard | undefined): void {
    this.previewed = card;
    this.changed();
  }

  clear(): void {
    this.found = this.previewed = undefined;
  }
}
