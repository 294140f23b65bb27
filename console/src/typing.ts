/** After one sign of typing, no other is sent for this long. */
const TOLD_MS = 3_000;

/** The signs of typing in the open conversation: sends the operator's now and then, and holds the citizen's. */
export class Typing {
  #toldUntil = new Map<string, number>();
  #shownUntil = new Map<string, number>();

  constructor(
    private readonly tell: (id: string) => Promise<void>,
    private readonly changed: () => void,
  ) {}

  /** The operator writes; `tell` is called at most every three seconds. Its errors are ignored. */
  writes(id: string): void {
    if (Date.now() < (this.#toldUntil.get(id) ?? 0)) return;
    this.#toldUntil.set(id, Date.now() + TOLD_MS);
    void this.tell(id).catch(() => undefined);
  }

  /** The draft was sent: the next letter gives a sign at once. */
  said(id: string): void {
    this.#toldUntil.delete(id);
  }

  /** The citizen writes; shown for `seconds`. */
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
