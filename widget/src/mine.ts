import type { CaseVisit } from "./case-visit.js";
import { saveCopy, type Copy } from "./copy.js";
import type { CaseAction } from "./core/contract.js";
import type { Conversation } from "./core/conversation.js";
import type { Headers } from "./core/request.js";
import { Dialog, list, pinShown, secretKey, text } from "./dialog.js";
import { FA, type MineWords } from "./mine-words.js";
import type { Strings } from "./strings/index.js";
import type { Schemas } from "./core/schemas.js";

/** Whose data it is: a conversation's or a case's. */
export type Owned = Conversation | CaseVisit;

/** Shows the citizen's actions on all stored data: copy it, erase it, and get another pin for a case. */
export function showMine(root: ShadowRoot, owned: Owned, t: Strings): void {
  new Mine(root, owned, t).begin();
}

class Mine extends Dialog {
  readonly #words: MineWords;
  readonly #talk: Conversation | undefined;
  readonly #visit: CaseVisit | undefined;

  constructor(root: ShadowRoot, owned: Owned, t: Strings) {
    const words = t.own ?? FA;
    super(root, t, t.mine, words.done);
    this.#words = words;
    [this.#talk, this.#visit] = "say" in owned ? [owned, undefined] : [undefined, owned];
  }

  begin(): void {
    const { pin, pinAsk, pinNow, talkErase, talkAsk, caseErase, caseAsk, eraseNow, copy, off, offAsk, ...words } = this.#words;
    const key = secretKey();
    const way = (name: string, question: string, yes: string, deed: () => Promise<Node[]>) =>
      this.button("choice", name, this.asking(question, yes, deed));
    this.page(
      text("p", this.#visit ? words.case : words.talk),
      this.button("choice", copy, () => this.try(() => this.#copy())),
      ...(this.#can("pin") ? [way(pin, pinAsk, pinNow, () => this.#renew(key))] : []),
      ...(this.#visit?.isOwn ? [way(off, offAsk, off, () => this.#takeOff())] : []),
      // An ended case can be reopened until it is erased.
      ...(this.#can("reopen") ? [way(caseErase, caseAsk, eraseNow, () => this.#erase())] : []),
      ...(this.#talk ? [way(talkErase, talkAsk, eraseNow, () => this.#erase())] : []),
    );
  }

  #can(action: CaseAction): boolean {
    return !!this.#visit?.shown?.actions.includes(action);
  }

  async #copy(): Promise<Node[]> {
    saveCopy(this.t.mine, await this.#ask<Copy>("data", "GET"), this.#words.left);
    return [text("p", this.#words.copied)];
  }

  async #renew(key: Headers): Promise<Node[]> {
    const { pin } = await this.#ask<Schemas["NewPin"]>("pin", "POST", key);
    if (this.#visit) this.#visit.pin = pin;
    void this.#visit?.look();
    return [text("p", this.#words.pinNew), pinShown(pin)];
  }

  async #takeOff(): Promise<Node[]> {
    await this.#visit!.api.ask(`citizen/cases/${this.#visit!.code}`, { method: "DELETE" });
    this.#visit!.start();
    return [text("p", this.#words.offDone)];
  }

  async #erase(): Promise<Node[]> {
    const { stays_fa: stays } = await this.#ask<Schemas["Erased"]>("data", "DELETE");
    this.#talk?.restart();
    // An erased case is nobody's any more; without its pin there is nothing more to see.
    if (this.#visit?.isOwn) this.#visit.start();
    else void this.#visit?.look();
    return [text("p", this.#words.erased), list(stays)];
  }

  async #ask<T>(part: string, method: string, more: Headers = {}): Promise<T> {
    const [path, shown] = this.#door;
    const api = (this.#talk ?? this.#visit)!.api;
    return (await api.ask(`${path}/${part}`, { method, headers: { ...shown, ...more } })).json();
  }

  /** The address of the stored data, and the headers that open it. */
  get #door(): [string, Headers] {
    const { id, token } = this.#talk?.who ?? {};
    const { code, pin } = this.#visit?.key ?? {};
    return code ? [`cases/${code}`, { "X-Case-Pin": pin! }] : [`conversations/${id}`, { Authorization: `Bearer ${token}` }];
  }
}
