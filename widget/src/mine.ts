import type { CaseVisit } from "./case-visit.js";
import type { Conversation } from "./core/conversation.js";
import type { Headers } from "./core/http.js";
import type { Problem } from "./core/problem.js";
import { FA } from "./mine-words.js";
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

class Mine {
  readonly #dialog = document.createElement("dialog");
  readonly #words;
  readonly #talk: Conversation | undefined;
  readonly #visit: CaseVisit | undefined;

  constructor(
    root: ShadowRoot,
    owned: Owned,
    private readonly t: Strings,
  ) {
    this.#words = t.own ?? FA;
    [this.#talk, this.#visit] = "say" in owned ? [owned, undefined] : [undefined, owned];
    const { dir, lang } = { dir: t.direction, lang: t.lang };
    Object.assign(this.#dialog, { className: "mine", dir, lang, ariaLabel: t.mine, onclose: () => this.#dialog.remove() });
    // What is typed here is not meant for the panel behind, and Escape leaves this alone.
    this.#dialog.onkeydown = (event) => event.stopPropagation();
    root.append(this.#dialog);
    this.#dialog.showModal();
  }

  begin(): void {
    const { pin, pinAsk, pinNow, talkErase, talkAsk, caseErase, caseAsk, eraseNow, copy, ...words } = this.#words;
    const ask = (question: string, yes: string, deed: () => Promise<Node[]>) => () =>
      this.#page(text("p", question), this.#button("button", yes, () => this.#try(deed)));
    const key = randomKey();
    this.#page(
      text("p", this.#visit ? words.case : words.talk),
      this.#button("choice", copy, () => this.#try(() => this.#copy())),
      ...(this.#can("pin") ? [this.#button("choice", pin, ask(pinAsk, pinNow, () => this.#renew(key)))] : []),
      // What has ended can be opened again, until it is erased.
      ...(this.#can("reopen") ? [this.#button("choice", caseErase, ask(caseAsk, eraseNow, () => this.#erase()))] : []),
      ...(this.#talk ? [this.#button("choice", talkErase, ask(talkAsk, eraseNow, () => this.#erase()))] : []),
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

  async #renew(key: string): Promise<Node[]> {
    const { pin } = await this.#ask<{ pin: string }>("pin", "POST", { "Idempotency-Key": key });
    if (this.#visit) this.#visit.pin = pin;
    void this.#visit?.look();
    return [text("p", this.#words.pinNew), text("code", pin.replace(/\d{3}(?=\d)/g, "$& "))];
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

  /** Shows what comes of a deed, or why nothing did. */
  async #try(deed: () => Promise<Node[]>): Promise<void> {
    const buttons = this.#dialog.querySelectorAll("button");
    buttons.forEach((button) => (button.disabled = true));
    const shown = await deed().catch((error: Problem) => [text("p", error.detail || this.t.tryAgain, "fault")]);
    this.#page(...shown);
  }

  #page(...nodes: Node[]): void {
    const close = this.#button("quiet", this.#words.done, () => this.#dialog.close());
    const title = text("h3", this.t.mine);
    title.tabIndex = -1;
    this.#dialog.replaceChildren(title, ...nodes, close);
    title.focus();
  }

  #button(kind: string, name: string, does: () => unknown): HTMLElement {
    const button = text("button", name, kind);
    button.onclick = does;
    return button;
  }
}

function text(tag: string, words: string, className = ""): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent: words, className });
}

function lines(row: Record<string, unknown>): string {
  const shown = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : `${value}`);
  return Object.entries(row).map(([name, value]) => `${name}: ${shown(value)}`).join("\n");
}

/** Nobody can guess it: with the old pin it tells the new one again, should the answer be lost. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
