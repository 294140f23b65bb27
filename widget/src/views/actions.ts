import type { Option } from "../core/contract.js";

/** What the citizen can do inside the conversation. */
export interface Actions {
  /** Says words that the widget offers. */
  ask(words: string): void;
  choose(option: Option): void;
  rate(score: number): void;
  /** Copies what an element shows and tells a screen reader so; true if it was copied. */
  copy(shown: HTMLElement): Promise<boolean>;
}
