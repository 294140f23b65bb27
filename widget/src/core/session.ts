import type { Credentials, Owner } from "./contract.js";
import type { Occasion } from "./decide.js";
import type { Kept } from "./store.js";

/** The tab's memory of its conversation, kept across a reload. */
export interface Remembered extends Credentials {
  owner: Owner;
  /** Names of files that wait for a case, by the ids that the server gave them: it keeps none itself. */
  files?: Record<string, string>;
  /** The citizen's ratings. */
  ratedFor?: readonly Occasion[];
  /** The newest event that this tab has processed; events up to it that arrive again are history. */
  seen: number;
}

/** The conversation of this tab: its key and its state. */
export class Session {
  #opening: Promise<Credentials> | undefined;

  constructor(private readonly kept: Kept<Remembered>) {}

  get credentials(): Remembered | undefined {
    return this.kept.value;
  }

  get owner(): Owner {
    return this.kept.value?.owner ?? "bot";
  }

  get ratedFor(): readonly Occasion[] {
    return this.kept.value?.ratedFor ?? [];
  }

  get seen(): number {
    return this.kept.value?.seen ?? 0;
  }

  /** The known credentials, or fresh ones; callers at the same time share one opening. */
  async admit(open: () => Promise<Credentials>): Promise<Credentials> {
    if (this.credentials) return this.credentials;
    const opening = (this.#opening ??= open());
    try {
      const fresh = await opening;
      if (this.#opening === opening) this.kept.value = { ...fresh, owner: "bot", seen: 0 };
      return fresh;
    } finally {
      if (this.#opening === opening) this.#opening = undefined;
    }
  }

  end(): void {
    this.#opening = undefined;
    this.kept.value = undefined;
  }

  /** Changes something remembered; nothing is remembered before the conversation is open. */
  note(change: Partial<Omit<Remembered, keyof Credentials>>): void {
    if (this.kept.value) this.kept.value = { ...this.kept.value, ...change };
  }
}
