import type { DeedKind } from "../core/case-api.js";
import type { CaseView, Verdict } from "../core/contract.js";
import type { Place } from "./fault.js";

/** Something that the citizen is about to do with a case. */
export interface Deed {
  kind: DeedKind;
  verdict: Verdict | undefined;
  words: string;
  /** The Idempotency-Key. */
  key: string;
}

/** A case with the data and actions of its view. */
export interface Tracking {
  code: string;
  pin: string;
  readonly shown: CaseView | undefined;
  readonly isBusy: boolean;
  readonly fault: string;
  /** The place of the fault, which also gets the focus. */
  readonly faultAt: Place | undefined;
  readonly deed: Deed | undefined;
  /** The newest addition, in a sentence. */
  readonly added: string;
  /** Which share of a file is gone, while one is on its way. */
  readonly sent: number | undefined;
  /** Starts over with code and pin as far as they are known; with both, the case is shown at once. */
  start(code?: string, pin?: string): void;
  /** Asks for the case as it is now. */
  look(): Promise<void>;
  /** The server can text a code to a citizen who has lost the pin; undefined until that is known. */
  readonly canRecover: boolean | undefined;
  /** Shows how a citizen who has lost the pin gets another. */
  lost(): void;
  /** Shows the actions on the stored data of the case: another pin, a copy, erasing. */
  mine(): void;
  /** There is a list of the citizen's cases. */
  readonly hasCases: boolean;
  /** Shows it. */
  cases(): void;
  begin(kind: DeedKind, verdict?: Verdict): void;
  /** Gives up the action that was begun. */
  drop(): void;
  /** Does the action that was begun. */
  send(): Promise<void>;
  /** Adds a file to the case. */
  attach(file: File | undefined): Promise<void>;
  /** Records a voice note, which joins the case when it is sent. */
  record(): Promise<void>;
}
