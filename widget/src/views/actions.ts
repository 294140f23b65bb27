import type { Option } from "../core/contract.js";
import type { Papers } from "../papers.js";

/** The citizen's actions inside the conversation. */
export interface Actions {
  /** Ticked documents, printing and saving. */
  readonly papers: Papers;
  /** Says words that the widget offers; with a choice, they are the title of its button. */
  ask(words: string, choice?: string): void;
  /** The part that adds files and a contact to a case, above these options that file it; undefined until its script has loaded. */
  along(options: readonly Option[]): Node | undefined;
  /** The address of a service's page in the public catalogue. */
  page(service: string): string;
  /** Puts words that were refused back into the text box. */
  rewrite(words: string): void;
  /** Copies an element's text and announces that to a screen reader; true if it was copied. */
  copy(shown: HTMLElement): Promise<boolean>;
  /** Shows how a case goes on; the pin is known only just after filing. */
  track(code?: string, pin?: string | null): void;
}
