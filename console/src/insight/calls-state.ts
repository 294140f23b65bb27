import type { CasePage, SealedValue } from "../cases/contract.js";
import { Desk, Problem } from "../http.js";
import { Part } from "../part.js";
import { l } from "./calls-strings.fa.js";
import type { Gap } from "./periods-state.js";
import type { Schemas } from "../schemas.js";

export type Call = Schemas["CallOut"];
export type Progress = Schemas["ProgressOut"];

export type Outcome = keyof typeof l.outcomes;

/** Citizens to be called, one at a time. */
export class CallsState extends Part {
  calls: Call[] | undefined;
  progress: Progress | undefined;
  gaps: Gap[] = [];
  /** The case of the call in hand, and the citizen's number once it was revealed. */
  page: CasePage | undefined;
  number = "";
  done = "";

  readonly #desk: Desk;
  /** Codes that were put off; they come last. */
  readonly #later: string[] = [];

  constructor(csrf: string, private readonly maySeeGaps: boolean, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  get call(): Call | undefined {
    return this.calls?.[0];
  }

  get mobile(): SealedValue | undefined {
    return this.page?.sealed.find(({ field }) => field === "mobile");
  }

  /** Reads whom to call; a call that is in hand stays. */
  async arrive(): Promise<void> {
    await this.attempt(() => this.#read());
  }

  async reveal(reason: string): Promise<boolean> {
    const { call, mobile } = this;
    if (!call || !mobile) return false;
    return this.attempt(async () => {
      const body = { field: mobile.field, event_number: mobile.event_number, reason };
      const { text } = await this.#desk.post<Schemas["RevealedValue"]>(`cases/${call.tracking_code}/reveal`, body);
      if (this.call === call) this.number = text;
    });
  }

  /** Saves the result of the call and goes to the next one; whether it was saved. */
  async note(outcome: Outcome): Promise<boolean> {
    const code = this.call?.tracking_code;
    if (!code) return false;
    let words = l.kept(code);
    const isKept = await this.attempt(async () => {
      await this.#desk.post<void>(`calls/${code}`, { outcome }).catch((error: unknown) => {
        if (!(error instanceof Problem) || error.code !== "not_found") throw error;
        words = l.gone;
      });
      this.#drop(code);
      await this.#read();
    });
    if (isKept) this.done = words;
    this.tell();
    return isKept;
  }

  /** Puts the call off: the next one comes first. */
  async postpone(): Promise<boolean> {
    const { call } = this;
    if (!call || !this.calls) return false;
    this.#later.push(call.tracking_code);
    this.#drop(call.tracking_code);
    this.calls.push(call);
    return this.attempt(() => this.#look());
  }

  async #read(): Promise<void> {
    const inHand = this.call?.tracking_code;
    const [calls, progress] = await Promise.all([this.#desk.get<Call[]>("calls"), this.#desk.get<Progress>("calls/progress")]);
    const rank = ({ tracking_code: code }: Call): number => (code === inHand ? -1 : this.#later.indexOf(code) + 1);
    [this.calls, this.progress] = [calls.sort((a, b) => rank(a) - rank(b)), progress];
    if (this.maySeeGaps) this.gaps = await this.#desk.get<Gap[]>(`periods/${progress.month}/gaps`);
    await this.#look();
  }

  /** Reads the case of the call in hand. */
  async #look(): Promise<void> {
    const code = this.call?.tracking_code;
    if (code === this.page?.tracking_code) return;
    [this.page, this.number] = [undefined, ""];
    if (code) this.page = await this.#desk.get<CasePage>(`cases/${code}`);
  }

  #drop(code: string): void {
    this.calls = this.calls?.filter(({ tracking_code }) => tracking_code !== code);
    [this.page, this.number, this.done] = [undefined, "", ""];
  }
}
