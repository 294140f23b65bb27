/** So long one sign of typing is enough. */
const TOLD_MS = 3_000;

/** Who types in the open conversation: tells the citizen now and then, and knows whether the citizen does. */
export class Typing {
  #toldUntil = new Map<string, number>();
  #shownUntil = new Map<string, number>();

  constructor(
    private readonly tell: (id: string) => Promise<void>,
    private readonly changed: () => void,
  ) {}

  /** The operator writes; `tell` is called at most every three seconds. What it throws is of no matter. */
  writes(id: string): void {
    if (Date.now() < (this.#toldUntil.get(id) ?? 0)) return;
    this.#toldUntil.set(id, Date.now() + TOLD_MS);
    void this.tell(id).catch(() => undefined);
  }

  /** What was being written has been said: the next letter is told at once. */
  said(id: string): void {
    this.#toldUntil.delete(id);
  }

  /** The citizen writes; shown for so many seconds. */
  heard(id: string, seconds: number): void {
    this.#shownUntil.set(id, Date.now() + seconds * 1000);
    setTimeout(this.changed, seconds * 1000);
    this.changed();
  }

  /** The citizen has said something. */
  stop(id: string): void {
    this.#shownUntil.delete(id);
  }

  isShown(id: string): boolean {
    return Date.now() < (this.#shownUntil.get(id) ?? 0);
  }
}
