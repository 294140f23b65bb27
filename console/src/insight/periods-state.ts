import { Desk, Problem } from "../http.js";
import { Part } from "../part.js";
import { t } from "../strings.fa.js";
import type { Named } from "./themes-state.js";
import { p } from "./periods-strings.fa.js";

export interface PeriodBrief {
  period: string;
  title_fa: string;
  state: "open" | "provisional" | "final";
  state_fa: string;
  undecided: number;
}

export interface Objection {
  number: number;
  agency_name: string;
  words: string;
  /** How many cases it is to, none: to all figures; their codes are for who may read cases. */
  cases: number;
  codes: string[];
  at_fa: string;
  decision?: "taken_back" | "upheld" | "refused";
  decision_fa?: string;
  decision_words?: string;
}

export interface PeriodPage extends Omit<PeriodBrief, "undecided"> {
  as_of_fa: string;
  objection_until_fa?: string;
  may_object: boolean;
  left_out: number;
  objections: Objection[];
  entries: { title_fa: string; at_fa: string; agency_id?: string }[];
}

export interface Figure {
  figure: string;
  name_fa: string;
  of_fa: string;
  n?: number;
  value_fa?: string;
  between_fa?: string;
  expected_fa?: string;
  band: "better" | "as_expected" | "worse" | "too_few";
  band_fa: string;
}

export interface PeriodFigures {
  agencies: Named[];
  agency_id?: string;
  agency_name?: string;
  method_version: string;
  may_pay: boolean;
  root_day_fa?: string;
  root_hash?: string;
  figures: Figure[];
}

interface Bounds {
  low: number;
  point: number;
  high: number;
}

export interface Gap {
  agency_id: string;
  agency_name: string;
  drawn: number;
  called: number;
  by_lot?: Bounds;
  by_ledger?: Bounds;
  is_flagged: boolean;
}

/** A signal at an agency: `observed` of `n`, where its peers make the share `expected` usual. */
export interface Signal {
  agency_id: string;
  agency_name: string;
  signal: string;
  name_fa: string;
  seen_fa: string;
  chance_fa: string;
  may_be_fa: string;
  observed: number;
  n: number;
  share: number;
  expected: number;
}

/** The signals of a period; the time is there while an agency may object. */
export interface Signals {
  period: string;
  objection_until_fa?: string;
  flags: Signal[];
}

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
