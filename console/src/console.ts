import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Session } from "./contract.js";
import { DeskState } from "./state.js";
import { t } from "./strings.fa.js";
import { composerView } from "./views/composer.js";
import { packView } from "./views/pack.js";
import { queueView } from "./views/queue.js";
import { talkView } from "./views/talk.js";

const TICK_MS = 15_000;

/** The operators' console. Its session comes with the page. */
export class DeskConsole extends LitElement {
  #desk!: DeskState;
  #reasons: [string, string][] = [];
  /** The log stays at its end when it grows, and when what stands below it takes its room. */
  readonly #sizes = new ResizeObserver(() => this.#toEnd());

  override connectedCallback(): void {
    super.connectedCallback();
    const session = JSON.parse(this.dataset.session ?? "{}") as Session;
    this.#reasons = JSON.parse(this.dataset.reasons ?? "[]") as [string, string][];
    this.#desk = new DeskState(session, () => this.requestUpdate());
    document.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("pointerdown", () => this.#desk.touch());
    setInterval(() => this.requestUpdate(), TICK_MS); // waiting times grow
    void this.#desk.start();
  }

  /** No shadow root: the page's own style sheet is the console's. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const desk = this.#desk;
    const { talk } = desk;
    const notice = desk.isLineDown ? t.reconnecting : desk.notice;
    return html`
      <header class="bar">
        <h1>${t.title}</h1>
        <p>${desk.session.account.name} <span class="soft">${desk.session.account.role_fa}</span></p>
        <button class="quiet" @click=${() => desk.signOut()}>${t.signOut}</button>
      </header>
      <p class="notice" role="status" ?hidden=${!notice}>${notice}</p>
      <div class="room" data-open=${talk ? "talk" : "list"}>
        <nav class="lists" aria-label=${t.lists}>${queueView(desk)}<p class="soft keys">${t.keys}</p></nav>
        <main class="talk">
          ${talk ? talkView(desk, talk, this.#reasons) : html`<p class="empty">${t.choose}</p>`}
          ${talk?.is_mine ? composerView(desk, talk) : nothing}
        </main>
        ${talk ? html`<aside class="pack" aria-label=${t.pack}>${packView(talk)}</aside>` : nothing}
      </div>
    `;
  }

  protected override updated(_changed: PropertyValues): void {
    const log = this.querySelector("#log");
    if (!log) return;
    this.#sizes.observe(log);
    for (const said of log.children) this.#sizes.observe(said);
  }

  #toEnd(): void {
    const log = this.querySelector("#log");
    if (log) log.scrollTop = log.scrollHeight;
  }

  #key(event: KeyboardEvent): void {
    this.#desk.touch();
    if (event.key === "Escape" && this.#desk.sheet !== "none") return this.#desk.showSheet("none");
    if (!event.altKey) return;
    // By the key's place: Persian and Latin keyboards name it differently.
    if (event.code === "KeyN") void this.#desk.takeNext().then(() => this.#focus("#reply"));
    else if (event.code === "KeyR") this.#focus("#reply");
    else if (event.code === "KeyS") this.#search();
    else return;
    event.preventDefault();
  }

  #search(): void {
    this.querySelector("#search-tool")?.setAttribute("open", "");
    this.#focus("#search");
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus();
  }
}
