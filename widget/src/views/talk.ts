import type { Owner } from "../core/contract.js";
import type { Entry } from "../core/timeline.js";

/** The conversation, as far as it is shown. */
export interface Talk {
  readonly entries: readonly Entry[];
  readonly owner: Owner;
  /** An answer is on its way. */
  readonly isTyping: boolean;
}
