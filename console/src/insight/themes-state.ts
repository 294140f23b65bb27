import { d } from "../dates/strings.fa.js";
import { Faults } from "../faults.js";
import { focusOn } from "../focus.js";
import { Desk, Problem } from "../http.js";
import { Part } from "../part.js";
import { m } from "./themes-strings.fa.js";
import type { Schemas } from "../schemas.js";

export type Named = Schemas["Named"];
export type Theme = Schemas["ThemeOut"];
export type ThemePage = Schemas["ThemePage"];
type Board = Schemas["ThemesOut"];

/** Open questions and themes, and the one that is looked at. */
export class ThemesState extends Part {
  board: Board | undefined;
  page: ThemePage | undefined;
  wanted = { kind: "", ended: false, mine: false };
  found: Named[] | undefined;
  lines = "";
  done = "";
  readonly faults = new Faults();

  readonly #desk: Desk;

  constructor(csrf: string, readonly mayKeep: boolean, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  async arrive(id: string | undefined): Promise<void> {
    this.done = "";
    await this.read();
    await this.open(id);
  }

  read(): Promise<boolean> {
    const { kind, ended, mine } = this.wanted;
    const query = new URLSearchParams(kind ? { kind } : {});
    if (ended) query.set("ended", "true");
    if (mine) query.set("mine", "true");
    return this.attempt(async () => void (this.board = await this.#desk.get<Board>(`themes?${query}`)));
  }

  async filter(change: Partial<ThemesState["wanted"]>): Promise<void> {
    this.wanted = { ...this.wanted, ...change };
    await this.read();
  }

  async open(id: string | undefined): Promise<void> {
    if (`${this.page?.id ?? ""}` !== (id ?? "")) [this.found, this.lines, this.page] = [undefined, "", undefined];
    if (id) await this.attempt(async () => void (this.page = await this.#desk.get<ThemePage>(`themes/${encodeURIComponent(id)}`)));
    this.tell();
  }

  async group(): Promise<void> {
    if (await this.attempt(async () => void (await this.#desk.post("themes/group")))) this.#say(m.asked);
  }

  /** Does a step with the open theme, and reads it and the board again; whether it went well. */
  async step(name: string, words: string, body: Record<string, string> = {}): Promise<boolean> {
    const { page } = this;
    if (!page) return false;
    this.faults.clear();
    const isDone = await this.attempt(async () => {
      await this.#desk.post(`themes/${page.id}/${name}`, body).catch((error: unknown) => {
        if (!(error instanceof Problem) || error.code !== "invalid") throw error;
        if (error.fields.includes("body.due")) this.faults.put("due", d.unknown);
        throw new Problem(422, "invalid", this.faults.first ? "" : m.invalid);
      });
    });
    if (this.faults.first) await focusOn(`[name=${this.faults.first}]`);
    if (!isDone) return false;
    await Promise.all([this.read(), this.open(`${page.id}`)]);
    this.#say(words);
    return true;
  }

  async search(words: string): Promise<void> {
    const address = `/api/v1/services?limit=5&q=${encodeURIComponent(words)}`;
    await this.attempt(async () => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Problem(answer.status, "", m.none);
      this.found = ((await answer.json()) as { results: Named[] }).results;
    });
  }

  async export(): Promise<void> {
    const { page } = this;
    if (!page) return;
    await this.attempt(async () => {
      this.lines = (await this.#desk.get<Schemas["LinesOut"]>(`themes/${page.id}/lines`)).yaml;
    });
  }

  #say(words: string): void {
    this.done = words;
    this.tell();
  }
}
