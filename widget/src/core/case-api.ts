import type { CaseAction, CaseView, Verdict } from "./contract.js";
import { toAsciiDigits } from "./ascii.js";
import { Http } from "./http.js";
import type { Fetch, Headers, Upload } from "./request.js";
import { deviceShelf, Kept } from "./store.js";
import type { Schemas } from "./schemas.js";

/** The citizen's actions on a case; `consent` gives consent, `retract` takes it back. */
export type DeedKind = Exclude<CaseAction, "attachments" | "pin"> | "retract";

/** Actions that need a confirmation but no explanation. */
export const WORDLESS: readonly DeedKind[] = ["separate", "consent", "retract"];

/** A message, and why a case is to be opened again, cannot be left empty. */
export function mustSay(kind: DeedKind): boolean {
  return kind === "messages" || kind === "reopen";
}

/** The key to a case. */
export interface CaseKey {
  code: string;
  pin: string;
}

/** The body of an action: a verdict, a message, a reason for reopening or withdrawing, or a consent. */
export type Judgement =
  | { verdict: Verdict; comment?: string | undefined }
  | { text: string }
  | { reason: string }
  | { given: boolean };

const DEVICE = "X-Known-Device";
/** The device keeps at most this many tokens, and the server looks at no more. */
const MOST_TOKENS = 8;

/**
 * Cases, by the assistant's public HTTP interface. Every failure is thrown as a `Problem`.
 *
 * `devices` are tokens that right pins were answered with: they open nothing and name no case, but spare this device
 * the work that strangers' guesses make necessary.
 */
export class CaseApi extends Http {
  constructor(
    base: string,
    fetcher?: Fetch,
    private readonly devices = new Kept<string[]>("dastyar-devices", deviceShelf()),
  ) {
    super(base, fetcher);
  }

  protected override heard(response: Response): Response {
    const token = response.headers.get(DEVICE);
    if (token) this.devices.value = [token, ...(this.devices.value ?? [])].slice(0, MOST_TOKENS);
    return response;
  }

  #shown(pin: string): Headers {
    const known = this.devices.value?.join("~");
    // A case without a pin is one of the signed-in citizen's.
    return { ...(pin && { "X-Case-Pin": pin }), ...(known && { [DEVICE]: known }) };
  }

  /** Whether this installation sends text messages; true if the request fails, since actions that need one report it. */
  async canText(): Promise<boolean> {
    const { sms } = await this.json<Schemas["Health"]>("../../healthz", {}).catch(() => ({ sms: "" }));
    return sms !== "off";
  }

  /** The case as its citizen sees it. */
  see({ code, pin }: CaseKey): Promise<CaseView> {
    return this.json(`cases/${code}`, this.#shown(pin));
  }

  /** Does one of the actions that the case offers, and gives the case after it; the same key does nothing twice. */
  act({ code, pin }: CaseKey, deed: DeedKind, body: Judgement, key: string): Promise<CaseView> {
    const action: CaseAction = deed === "retract" ? "consent" : deed;
    return this.json(`cases/${code}/${action}`, { ...this.#shown(pin), "Idempotency-Key": key }, body);
  }

  /** Adds a file. The same file again is the same one, so it needs no key. */
  attach({ code, pin }: CaseKey, ...how: Upload): Promise<unknown> {
    return this.upload(`cases/${code}/attachments`, this.#shown(pin), ...how);
  }
}

/** Code and pin as machines read them, from typed or dictated text: digits of any script, spaces and dashes. */
export function caseKey(code: string, pin: string): CaseKey | undefined {
  const [plainCode, plainPin] = [plain(code), plain(pin)];
  const isWhole = /^[0-9A-Z]{8}$/.test(plainCode) && /^\d{6}(\d{6})?$/.test(plainPin);
  return isWhole ? { code: plainCode, pin: plainPin } : undefined;
}

/** Letters and digits alone, the digits those of machines. */
export function plain(text: string): string {
  return toAsciiDigits(text).toUpperCase().replace(/[^0-9A-Z]/g, "");
}
