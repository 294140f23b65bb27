import { Faults } from "../faults.js";
import { focusOn } from "../focus.js";
import { Desk, Problem } from "../http.js";
import { Part } from "../part.js";
import { y } from "./strings.fa.js";
import type { Schemas } from "../schemas.js";

export type ReadyAnswer = Schemas["AnswerOut"];
type Answers = Schemas["AnswersOut"];

/** Ready answers, and the one that is being written; `told` is called when those for the reply box have changed. */
export class ReadyState extends Part {
  list: Answers | undefined;
  wanted = { words: "", whose: "", retired: false };
  /** The answer that is being changed; undefined while a new one is written. */
  open: ReadyAnswer | undefined;
  text = "";
  done = "";
  readonly faults = new Faults();

  readonly #desk: Desk;

  constructor(csrf: string, readonly mayShare: boolean, readonly mayOwn: boolean, private readonly told: () => void, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  async arrive(): Promise<void> {
    this.done = "";
    await this.#read();
  }

  async find(wanted: ReadyState["wanted"]): Promise<void> {
    this.done = "";
    this.wanted = wanted;
    await this.#read();
  }

  async edit(answer: ReadyAnswer | undefined): Promise<void> {
    this.faults.clear();
    [this.open, this.text] = [answer, answer?.text ?? ""];
    this.tell();
    await focusOn(".ready [name=title]");
  }

  write(text: string): void {
    this.text = text;
    this.faults.clear();
    this.tell();
  }

  /** Saves the form; whether it succeeded. */
  async save(title: string, isShared: boolean): Promise<boolean> {
    const { open, text } = this;
    const wish = { title, text };
    this.done = "";
    const step = (): Promise<void> =>
      open ? this.#change(open, wish) : this.#desk.post("ready-answers", { ...wish, is_shared: isShared });
    const isDone = await this.attempt(() => this.faults.guard(y.faults, "text", step));
    if (this.faults.first) await focusOn(`.ready [name=${this.faults.first}]`);
    if (!isDone) return false;
    [this.open, this.text] = [undefined, ""];
    await this.#again(open ? y.changed : y.added);
    return true;
  }

  /** Changes the open answer. If somebody else has changed it since, their words are shown, and saving again replaces them. */
  async #change(open: ReadyAnswer, wish: { title: string; text: string }): Promise<void> {
    const { id, version } = open;
    await this.#desk.post(`ready-answers/${id}/change`, { ...wish, version }).catch(async (error: unknown) => {
      if (error instanceof Problem && error.version) {
        this.open = { ...open, version: error.version };
        await this.#read();
      }
      throw error;
    });
  }

  async retire({ id }: ReadyAnswer): Promise<void> {
    if (await this.attempt(() => this.#desk.post(`ready-answers/${id}/retire`))) await this.#again(y.wasRetired);
  }

  async restore({ id }: ReadyAnswer): Promise<void> {
    if (await this.attempt(() => this.#desk.post(`ready-answers/${id}/restore`))) await this.#again(y.restored);
  }

  async #again(words: string): Promise<void> {
    await this.#read();
    this.done = words;
    this.told();
    this.tell();
  }

  #read(): Promise<boolean> {
    const { words, whose, retired } = this.wanted;
    const query = new URLSearchParams(Object.entries({ words, whose, retired: retired ? "true" : "" }).filter(([, value]) => value));
    return this.attempt(async () => void (this.list = await this.#desk.get<Answers>(`ready-answers?${query}`)));
  }
}
