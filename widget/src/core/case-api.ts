import type { CaseAction, CaseView, Verdict } from "./contract.js";
import { toAsciiDigits } from "./digits.js";
import { Http } from "./http.js";

/** What opens a case. */
export interface CaseKey {
  code: string;
  pin: string;
}

/** What a citizen says of a case, adds to it, or wants it opened again for. */
export type Judgement = { verdict: Verdict; comment?: string } | { text: string } | { reason: string };

/** Cases, by the assistant's public HTTP interface. Every failure is thrown as a `Problem`. */
export class CaseApi extends Http {
  /** The case as its citizen sees it. */
  see({ code, pin }: CaseKey): Promise<CaseView> {
    return this.json(`cases/${code}`, { "X-Case-Pin": pin });
  }

  /** Does one of the actions that the case offers, and gives the case after it; the same key does nothing twice. */
  act({ code, pin }: CaseKey, action: CaseAction, body: Judgement, key: string): Promise<CaseView> {
    return this.json(`cases/${code}/${action}`, { "X-Case-Pin": pin, "Idempotency-Key": key }, body);
  }

  /** Adds a file. The same file again is the same one, so it needs no key. */
  attach({ code, pin }: CaseKey, file: Blob, progress: (share: number) => void): Promise<void> {
    return this.upload(`cases/${code}/attachments`, { "X-Case-Pin": pin }, file, progress);
  }
}

/** Code and pin as machines read them, from what was typed or dictated: digits of any script, spaces and dashes. */
export function caseKey(code: string, pin: string): CaseKey | undefined {
  const [plainCode, plainPin] = [plain(code), plain(pin)];
  const isWhole = /^[0-9A-Z]{8}$/.test(plainCode) && /^\d{6}$/.test(plainPin);
  return isWhole ? { code: plainCode, pin: plainPin } : undefined;
}

function plain(text: string): string {
  return toAsciiDigits(text).toUpperCase().replace(/[^0-9A-Z]/g, "");
}
