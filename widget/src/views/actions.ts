import type { Option } from "../core/contract.js";
import type { Papers } from "../papers.js";

/** What the citizen can do inside the conversation. */
export interface Actions {
  /** Ticked documents, and what is printed or saved. */
  readonly papers: Papers;
  /** Says words that the widget offers; with a choice, they are the title of its button. */
  ask(words: string, choice?: string): void;
  /** What may go along with a case, above these options that file it; undefined until its script has come. */
  along(options: readonly Option[]): Node | undefined;
  /** The address of a service's page in the public catalogue. */
  page(service: string): string;
  /** Puts words that were refused back into the text box. */
  rewrite(words: string): void;
  /** Copies what an element shows and tells a screen reader so; true if it was copied. */
  copy(shown: HTMLElement): Promise<boolean>;
  /** Shows how a case goes on; the pin is known only just after filing. */
  track(code?: string, pin?: string | null): void;
}
