import type { Desk } from "../http.js";
import type { Action } from "./contract.js";
import type { Schemas } from "../schemas.js";

const WAIT_MS = 800;
/** The fields that the gateway saves; others are chosen again in a moment. */
const KEPT = ["text", "reason"];
/** Actions without saved words: taking words out, and joining cases. */
const NOT_KEPT: Action[] = ["redact", "merge", "separate", "take"];

/** Drafts of actions on cases: the gateway saves them while they are written, for their writer alone. */
export class DraftKeeper {
  /** Whether the newest words are kept; undefined while nothing was written. */
  isKept: boolean | undefined;
  readonly #words = new Map<string, string>();
  readonly #waiting = new Map<string, [string, Action]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #line: Promise<void> = Promise.resolve();

  constructor(private readonly desk: Desk, private readonly changed: () => void) {
    addEventListener("pagehide", () => void this.flush());
  }

  /** Reads the saved drafts of a case; words that were typed here meanwhile stay. */
  async read(code: string): Promise<void> {
    this.isKept = undefined;
    await this.flush();
    const { drafts } = await this.desk.get<Schemas["Drafts"]>(`cases/${code}/drafts`);
    for (const { action, ...fields } of drafts) {
      for (const [field, text] of Object.entries(fields)) {
        const key = keyOf(code, action, field);
        if (KEPT.includes(field) && !this.#words.has(key)) this.#words.set(key, `${text}`);
      }
    }
  }

  has(code: string, action: Action): boolean {
    return KEPT.some((field) => this.get(code, action, field));
  }

  get(code: string, action: Action, field: string): string {
    return this.#words.get(keyOf(code, action, field)) ?? "";
  }

  write(code: string, action: Action, field: string, text: string): string {
    this.#words.set(keyOf(code, action, field), text);
    if (!KEPT.includes(field) || NOT_KEPT.includes(action)) return text;
    this.isKept = undefined;
    this.#waiting.set(`${code} ${action}`, [code, action]);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), WAIT_MS);
    return text;
  }

  /** Forgets a draft; the gateway has dropped it with the action. */
  drop(code: string, action: Action): void {
    this.#waiting.delete(`${code} ${action}`);
    for (const key of this.#words.keys()) if (key.startsWith(`${code} ${action} `)) this.#words.delete(key);
    this.isKept = undefined;
  }

  /** Saves the waiting drafts at once, one after the other, so that the newest words are the last. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#line = waiting.reduce((line, [code, action]) => line.then(() => this.#keep(code, action)), this.#line);
    return this.#line;
  }

  async #keep(code: string, action: Action): Promise<void> {
    const [text, reason] = [this.get(code, action, "text"), this.get(code, action, "reason")];
    try {
      await this.desk.post<void>(`cases/${code}/draft`, { action, text, reason });
      this.isKept = !this.#waiting.size;
    } catch {
      // Tried again with the next word; the form says that it is not kept.
      this.isKept = false;
    }
    this.changed();
  }
}

function keyOf(code: string, action: Action, field: string): string {
  return `${code} ${action} ${field}`;
}
