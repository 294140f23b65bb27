import { Desk, Problem } from "../http.js";
import { Part } from "../part.js";
import { o } from "./strings.fa.js";
import type { Schemas } from "../schemas.js";

export type OwnSession = Schemas["OwnSession"];

/** The live line of the console, which must not hear that its session has ended when another takes its place. */
export interface Line {
  hangUp(): void;
  listen(): void;
}

/** One's own password and sessions. */
export class OwnState extends Part {
  sessions: OwnSession[] | undefined;
  done = "";

  readonly #desk: Desk;

  constructor(csrf: string, private readonly line: Line, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  /** Reads the sessions; `hasChanged` says that the page was loaded again with a new password. */
  async arrive(hasChanged: boolean): Promise<void> {
    await this.#read();
    this.done = hasChanged ? o.changed : "";
    this.tell();
  }

  /** Sets a new password; the page is loaded again, since its session has changed then. */
  async change(old: string, fresh: string, again: string, code: string): Promise<void> {
    this.done = "";
    this.line.hangUp();
    const isChanged = await this.attempt(async () => {
      if (fresh !== again) throw new Problem(422, "not_alike", o.notAlike);
      await this.#desk.post("session/password", { old, new: fresh, code }).catch((error: unknown) => {
        throw error instanceof Problem && error.code === "invalid" ? new Problem(422, "invalid", o.tooShort) : error;
      });
    });
    if (!isChanged) return this.line.listen();
    history.replaceState(null, "", "#own/changed");
    location.reload();
  }

  end(id: string): Promise<void> {
    return this.#do(o.ended, `sessions/${id}/end`);
  }

  endOthers(): Promise<void> {
    return this.#do(o.othersEnded, "sessions/end");
  }

  async #do(words: string, path: string): Promise<void> {
    this.done = "";
    if (!(await this.attempt(() => this.#desk.post(path)))) return;
    await this.#read();
    this.done = words;
    this.tell();
  }

  async #read(): Promise<void> {
    await this.attempt(async () => {
      this.sessions = await this.#desk.get<OwnSession[]>("sessions");
    });
  }
}
