import type { CaseVisit } from "./case-visit.js";
import type { Conversation } from "./core/conversation.js";
import type { Headers } from "./core/http.js";
import { Dialog, pinShown, secretKey, text } from "./dialog.js";
import { FA, type MineWords } from "./mine-words.js";
import { saveText } from "./paper.js";
import type { Strings } from "./strings/index.js";

/** Whose data it is: a conversation's or a case's. */
export type Owned = Conversation | CaseVisit;

interface Copy {
  tables: { title_fa: string; rows: Record<string, unknown>[] }[];
  withheld_fa: string[];
}

/** Shows what a citizen may do with all that is kept: have a copy, have it erased, and get another pin for a case. */
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
    const { pin, pinAsk, pinNow, talkErase, talkAsk, caseErase, caseAsk, eraseNow, copy, ...words } = this.#words;
    const ask = (question: string, yes: string, deed: () => Promise<Node[]>) => () =>
      this.page(text("p", question), this.button("button", yes, () => this.try(deed)));
    const key = secretKey();
    this.page(
      text("p", this.#visit ? words.case : words.talk),
      this.button("choice", copy, () => this.try(() => this.#copy())),
      ...(this.#can("pin") ? [this.button("choice", pin, ask(pinAsk, pinNow, () => this.#renew(key)))] : []),
      // What has ended can be opened again, until it is erased.
      ...(this.#can("reopen") ? [this.button("choice", caseErase, ask(caseAsk, eraseNow, () => this.#erase()))] : []),
      ...(this.#talk ? [this.button("choice", talkErase, ask(talkAsk, eraseNow, () => this.#erase()))] : []),
    );
  }

  #can(action: string): boolean {
    return !!this.#visit?.shown?.actions?.includes(action);
  }

  async #copy(): Promise<Node[]> {
    const { tables, withheld_fa: withheld } = await this.#ask<Copy>("data", "GET");
    const parts = tables.map(({ title_fa: title, rows }) => [`■ ${title}`, ...rows.map(lines)].join("\n\n"));
    saveText(this.t.mine, [...parts, [this.#words.left, ...withheld].join("\n- ")].join("\n\n\n"));
    return [text("p", this.#words.copied)];
  }

  async #renew(key: Headers): Promise<Node[]> {
    const { pin } = await this.#ask<{ pin: string }>("pin", "POST", key);
    if (this.#visit) this.#visit.pin = pin;
    void this.#visit?.look();
    return [text("p", this.#words.pinNew), pinShown(pin)];
  }

  async #erase(): Promise<Node[]> {
    const { stays_fa: stays } = await this.#ask<{ stays_fa: string[] }>("data", "DELETE");
    this.#talk?.restart();
    void this.#visit?.look();
    const list = document.createElement("ul");
    list.append(...stays.map((one) => text("li", one)));
    return [text("p", this.#words.erased), list];
  }

  async #ask<T>(part: string, method: string, more: Headers = {}): Promise<T> {
    const [path, shown] = this.#door;
    const api = (this.#talk ?? this.#visit)!.api;
    return (await api.ask(`${path}/${part}`, { method, headers: { ...shown, ...more } })).json();
  }

  /** The address of what is kept, and what opens it. */
  get #door(): [string, Headers] {
    const { id, token } = this.#talk?.who ?? {};
    const { code, pin } = this.#visit?.key ?? {};
    return code ? [`cases/${code}`, { "X-Case-Pin": pin! }] : [`conversations/${id}`, { Authorization: `Bearer ${token}` }];
  }
}

function lines(row: Record<string, unknown>): string {
  const shown = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : `${value}`);
  return Object.entries(row).map(([name, value]) => `${name}: ${shown(value)}`).join("\n");
}
