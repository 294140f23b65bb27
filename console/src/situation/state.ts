import type { Entry } from "../cases/contract.js";
import { Desk } from "../http.js";
import { onceMore } from "../once-more.js";
import { Part } from "../part.js";
import type { Situation, Tally } from "./contract.js";

/** The gateway gives everybody the same answer for three seconds, so earlier than that nothing is new. */
const NEWS_MS = 3_200;
/** Clocks run without anybody doing anything. */
const AGAIN_MS = 30_000;
const NEAREST = 8;

/** The situation as it was last read, of one agency or of all that one may see. */
export class SituationState extends Part {
  found: Situation | undefined;
  nearest: Entry[] = [];
  measure: keyof Tally = "waiting";
  /** The province that is pointed at. */
  pointed: string | undefined;

  readonly #desk: Desk;
  readonly #read = onceMore(() => this.#readNow());
  #agency: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isShown = false;
  #isSoon = false;

  constructor(csrf: string, private readonly mayReadCases: boolean, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  get agency(): string | undefined {
    return this.#agency;
  }

  arrive(agency: string | undefined): Promise<void> {
    if (agency !== this.#agency) this.found = undefined;
    [this.#agency, this.#isShown] = [agency, true];
    return this.#read();
  }

  /** Nobody looks any more, so nothing is read. */
  leave(): void {
    this.#isShown = false;
    clearTimeout(this.#timer);
  }

  heard(): void {
    if (this.#isShown) this.#later(NEWS_MS);
  }

  show(measure: keyof Tally): void {
    this.measure = measure;
    this.tell();
  }

  point(province: string | undefined): void {
    if (this.pointed === province) return;
    this.pointed = province;
    this.tell();
  }

  async #readNow(): Promise<void> {
    const agency = this.#agency;
    const query = agency ? `?agency_id=${encodeURIComponent(agency)}` : "";
    await this.attempt(async () => {
      const found = await this.#desk.get<Situation>(`situation${query}`);
      const near = this.mayReadCases ? await this.#desk.get<Entry[]>(`cases${query || "?"}&due_in_h=72`) : [];
      if (agency !== this.#agency) return;
      [this.found, this.nearest] = [found, near.slice(0, NEAREST)];
    });
    if (this.#isShown) this.#later(AGAIN_MS);
  }

  /** The first wish counts: many news do not put the reading off. */
  #later(ms: number): void {
    if (ms === NEWS_MS && this.#isSoon) return;
    clearTimeout(this.#timer);
    this.#isSoon = ms === NEWS_MS;
    this.#timer = setTimeout(() => {
      this.#isSoon = false;
      void this.#read();
    }, ms);
  }
}
