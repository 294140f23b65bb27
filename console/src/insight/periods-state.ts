import { Desk, Problem } from "../http.js";
import { Part } from "../part.js";
import { t } from "../strings.fa.js";
import { p } from "./periods-strings.fa.js";
import type { Schemas } from "../schemas.js";

export type PeriodBrief = Schemas["PeriodBrief"];
export type Objection = Schemas["ObjectionOut"];
export type PeriodPage = Schemas["PeriodOut"];
export type Figure = Schemas["PeriodFigure"];
export type PeriodFigures = Schemas["PeriodFiguresOut"];

export type Gap = Schemas["GapOut"];

/** A signal at an agency: `observed` of `n`, where its peers make the share `expected` usual. */
export type Signal = Schemas["FlagOut"];

/** The signals of a period; the time is there while an agency may object. */
export type Signals = Schemas["SignalsOut"];

/** Periods whose figures were frozen, and the one that is looked at. */
export class PeriodsState extends Part {
  periods: PeriodBrief[] | undefined;
  page: PeriodPage | undefined;
  figures: PeriodFigures | undefined;
  gaps: Gap[] = [];
  signals: Signals | undefined;
  /** Why there are no signals to see; the rest of the page stays. */
  signalsNotice = "";
  done = "";
  /** The objection that is being decided on. */
  asked: number | undefined;

  readonly #desk: Desk;

  constructor(csrf: string, readonly mayExport: boolean, readonly mayObject: boolean, readonly mayDecide: boolean, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  async arrive(period: string | undefined, agency: string | undefined): Promise<void> {
    [this.done, this.asked] = ["", undefined];
    if (period !== this.page?.period) [this.page, this.figures, this.gaps, this.signals, this.signalsNotice] = [undefined, undefined, [], undefined, ""];
    await this.attempt(async () => {
      this.periods = await this.#desk.get<PeriodBrief[]>("periods");
      if (period) await this.#open(period, agency);
    });
    void this.readSignals();
  }

  /** Reads the signals, apart from the rest: those of a full month take some seconds. */
  async readSignals(): Promise<void> {
    const period = this.page?.period;
    if (!period) return;
    if (this.signalsNotice) [this.signalsNotice, this.signals] = ["", undefined];
    this.tell();
    try {
      const found = await this.#desk.get<Signals>(`periods/${period}/signals`);
      if (this.page?.period === period) this.signals = found;
    } catch (error) {
      if (this.page?.period === period) this.signalsNotice = error instanceof Problem ? error.detail : t.failed500;
    }
    this.tell();
  }

  ask(objection: number | undefined): void {
    this.asked = objection;
    this.tell();
  }

  objectTo(words: string, codes: string[]): Promise<boolean> {
    return this.#step("objections", { words, codes }, p.objected);
  }

  takeBack(number: number): Promise<boolean> {
    return this.#step(`objections/${number}/take-back`, {}, p.takenBack);
  }

  decide(number: number, isUpheld: boolean, words: string): Promise<boolean> {
    return this.#step(`objections/${number}/decide`, { is_upheld: isUpheld, words }, p.decided);
  }

  async #open(period: string, agency: string | undefined): Promise<void> {
    const query = agency ? `?agency_id=${encodeURIComponent(agency)}` : "";
    const [page, gaps] = await Promise.all([this.#desk.get<PeriodPage>(`periods/${period}`), this.#desk.get<Gap[]>(`periods/${period}/gaps`)]);
    // There are none as long as they are not frozen.
    const figures = page.state === "open" ? undefined : await this.#desk.get<PeriodFigures>(`periods/${period}/figures${query}`);
    [this.page, this.figures, this.gaps] = [page, figures, gaps];
  }

  async #step(path: string, body: object, words: string): Promise<boolean> {
    const { page } = this;
    if (!page) return false;
    this.done = "";
    const isDone = await this.attempt(async () => {
      this.page = await this.#desk.post<PeriodPage>(`periods/${page.period}/${path}`, body);
      this.periods = await this.#desk.get<PeriodBrief[]>("periods");
    });
    if (isDone) [this.done, this.asked] = [words, undefined];
    this.tell();
    return isDone;
  }
}
