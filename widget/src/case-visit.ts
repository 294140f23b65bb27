import { caseKey, mustSay, plain, WORDLESS, type CaseApi, type CaseKey, type Judgement } from "./core/case-api.js";
import { LARGEST_FILE, type CaseView, type Verdict } from "./core/contract.js";
import { newKey } from "./core/key.js";
import { asProblem, Problem } from "./core/problem.js";
import type { Listener } from "./recorder.js";
import { t } from "./strings/index.js";
import type { Place } from "./views/fault.js";
import type { Deed, Tracking } from "./views/tracked.js";

/** The panel around a visit, as far as the visit needs it. */
export interface CaseScreen {
  changed(): void;
  /** Makes a screen reader say `words`. */
  tell(words: string): void;
  focus(selector: string): void;
  /** Shows the stored data of the case. */
  mine(visit: CaseVisit): void;
  /** The page signs citizens in, so there is a list of their cases. */
  readonly hasCases: boolean;
  /** Shows that list. */
  cases(): void;
  /** Shows how a citizen who has lost the pin of a case gets another. */
  lost(visit: CaseVisit): void;
  /** Records a voice note. Throws where there is no microphone. */
  record(listener: Listener): Promise<void>;
  /** Shows the files that came with answers. */
  sent(visit: CaseVisit): void;
}

/** A citizen looks after one case. Code and pin live in memory only, and end with the visit. */
export class CaseVisit implements Tracking {
  code = "";
  pin = "";
  shown: CaseView | undefined;
  isBusy = false;
  fault = "";
  faultAt: Place | undefined;
  added = "";
  deed: Deed | undefined;
  sent: number | undefined;
  key: CaseKey | undefined;
  /** The case belongs to the signed-in citizen and needs no pin. */
  isOwn = false;
  canRecover: boolean | undefined;

  constructor(
    readonly api: CaseApi,
    readonly screen: CaseScreen,
  ) {}

  start(code = "", pin = ""): void {
    [this.code, this.pin, this.fault, this.added, this.isOwn] = [code, pin, "", "", false];
    this.key = this.shown = this.deed = undefined;
    this.screen.changed();
    if (code && pin) void this.look();
    else this.#openDoor(code ? "#pin" : "#code");
  }

  /** Asks for code and pin; and the server, once, whether a lost pin can be made good. */
  #openDoor(place: string): void {
    this.screen.focus(place);
    if (this.canRecover !== undefined) return;
    void this.api.canText().then((can) => {
      this.canRecover = can;
      this.screen.changed();
    });
  }

  own(code: string): void {
    this.start(code);
    this.isOwn = true;
    void this.look();
  }

  async look(): Promise<void> {
    const key = (this.key = this.isOwn ? { code: this.code, pin: "" } : caseKey(this.code, this.pin));
    if (!key) return this.#fail(t.caseIncomplete);
    await this.#attempt(async () => this.#show(await this.api.see(key)));
  }

  begin(kind: Deed["kind"], verdict?: Verdict): void {
    this.deed = { kind, verdict, words: this.deed?.words ?? "", key: newKey() };
    this.screen.focus("#words");
  }

  get hasCases(): boolean {
    return this.screen.hasCases;
  }

  cases(): void {
    this.screen.cases();
  }

  mine(): void {
    this.screen.mine(this);
  }

  /** Typed text in the form that machines read. */
  readonly typed = plain;

  lost(): void {
    this.screen.lost(this);
  }

  drop(): void {
    this.deed = undefined;
    this.screen.focus("#state");
  }

  async send(): Promise<void> {
    const [key, deed] = [this.key, this.deed];
    if (!key || !deed) return;
    if (mustSay(deed.kind) && deed.words.trim().length < 3) return this.#fail(t.caseTooShort, "#words");
    await this.#attempt(async () => {
      const view = await this.api.act(key, deed.kind, judgement(deed), deed.key);
      this.deed = undefined;
      this.#show(view);
      this.screen.tell(t.caseDone);
    });
  }

  async attach(file?: Blob & { name?: string }): Promise<void> {
    const key = this.key;
    if (!key || !file) return;
    this.added = "";
    if (file.size > LARGEST_FILE) return this.#fail(t.fileTooLarge, "#file");
    await this.#attempt(async () => {
      await this.api.attach(key, file, (share) => {
        this.sent = share;
        this.screen.changed();
      });
      this.shown = await this.api.see(key);
      this.screen.sent(this);
      this.screen.tell((this.added = t.fileCame(file.name ? `\u2068${file.name}\u2069` : t.voiceNote)));
    }, "#file");
    this.sent = undefined;
    // Its button was out of use for a moment, and lost the focus.
    this.screen.focus("#file");
  }

  async record(): Promise<void> {
    const key = this.key;
    const listener: Listener = {
      isGone: () => key !== this.key,
      take: (note) => this.attach(note),
      closed: () => this.screen.focus("#record"),
    };
    const begin = () =>
      this.screen.record(listener).catch(() => {
        throw new Problem(0, t.noMicrophone);
      });
    await this.#attempt(begin, "#record");
  }

  #show(view: CaseView): void {
    this.shown = view;
    // Few answers bring files, so the script that shows them is fetched with the first.
    if (view.timeline.some(({ files }) => files[0])) this.screen.sent(this);
    this.screen.tell(view.status_fa);
    this.screen.focus("#state");
  }

  /** Does a step; shows a fault at `place`, where the step's button is. */
  async #attempt(step: () => Promise<void>, place?: Place): Promise<void> {
    if (this.isBusy) return;
    [this.isBusy, this.fault] = [true, ""];
    this.screen.changed();
    try {
      await step();
    } catch (error) {
      const { status, detail } = asProblem(error);
      this.#fail(status === 404 ? t.caseUnknown : detail || t.tryAgain, place ?? (this.deed && "#words"));
    }
    this.isBusy = false;
    this.screen.changed();
  }

  #fail(fault: string, place: Place = this.shown ? "#state" : "#code"): void {
    [this.fault, this.faultAt] = [fault, place];
    this.screen.focus(place);
  }
}

function judgement({ kind, verdict, words }: Deed): Judgement {
  const said = words.trim();
  if (verdict) return { verdict, comment: said || undefined };
  if (kind === "messages") return { text: said };
  return WORDLESS.includes(kind) ? { given: kind === "consent" } : { reason: said };
}
