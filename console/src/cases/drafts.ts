import type { Desk } from "../http.js";
import type { Action } from "./contract.js";
import type { Schemas } from "../schemas.js";

const WAIT_MS = 800;
/** The fields that are kept at the gateway; others are chosen anew in a moment. */
const KEPT = ["text", "reason"];
/** Actions whose words are not kept: what is to be taken out, and what joins cases. */
const NOT_KEPT: Action[] = ["redact", "merge", "separate", "take"];

/** What is written for actions on cases: kept at the gateway, for its writer alone, while it is written. */
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

  /** Reads what was begun on a case; what is written here meanwhile stays. */
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

  /** Forgets what was said; the gateway has dropped it with the action. */
  drop(code: string, action: Action): void {
    this.#waiting.delete(`${code} ${action}`);
    for (const key of this.#words.keys()) if (key.startsWith(`${code} ${action} `)) this.#words.delete(key);
    this.isKept = undefined;
  }

  /** Keeps at once what waits, one after the other, so that the newest words are the last. */
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
