import type { Option, ServiceCard } from "../core/contract.js";

/** What the citizen can do inside the conversation. */
export interface Actions {
  /** Says words that the widget offers. */
  ask(words: string): void;
  choose(option: Option): void;
  /** Puts words that were refused back into the text box. */
  rewrite(words: string): void;
  rate(score: number): void;
  /** Says in words what a score means. */
  explain(comment: string): void;
  sendRating(): void;
  /** Copies what an element shows and tells a screen reader so; true if it was copied. */
  copy(shown: HTMLElement): Promise<boolean>;
  /** The documents of a service that the citizen has ready. */
  ticked(service: string): readonly string[];
  tick(service: string, document: string): void;
  print(card: ServiceCard): void;
  save(card: ServiceCard): void;
  /** Shows how a case goes on; the pin is known only just after filing. */
  track(code: string, pin?: string | null): void;
}
