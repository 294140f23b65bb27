import { html, render, type TemplateResult } from "lit/html.js";
import { Api } from "./core/api.js";
import { Conversation } from "./core/conversation.js";
import { PanelState } from "./panel-state.js";
import { RenderSoon } from "./render-soon.js";
import { fitHeight, followKeyboard, isTouch, showPanel } from "./screen.js";
import { Follower, showEnd } from "./scroll.js";
import { listenForSummons } from "./summon.js";
import { launcherView } from "./views/launcher.js";
import { panelView } from "./views/panel.js";

/**
 * The chat element: `<dastyar-chat>`.
 *
 * `api-base` is the assistant's address (default: where this script came from), `open` shows the panel, `inline`
 * fills the element's own box instead of floating, `theme` is `auto`, `light` or `dark`.
 */
export class DastyarChat extends HTMLElement {
  static readonly observedAttributes = ["open", "inline"];
  /** The style of every chat element; filled when its file has been loaded. */
  static readonly style = new CSSStyleSheet();

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #soon = new RenderSoon(() => this.#render());
  readonly #follower = new Follower(() => this.#soon.ask());
  #talk!: Conversation;
  #state!: PanelState;
  #leave = new AbortController();
  #unread = false;

  get open(): boolean {
    return this.hasAttribute("open");
  }

  set open(open: boolean) {
    this.toggleAttribute("open", open);
  }

  /** Opens the panel and says the words, if there are any, as if the citizen had written them. */
  ask(words: string): void {
    this.open = true;
    this.#state.say(words);
  }

  connectedCallback(): void {
    if (!this.#talk) this.#begin();
    const { signal } = (this.#leave = new AbortController());
    window.addEventListener("online", () => this.#attend(), { signal });
    listenForSummons((words) => this.ask(words), signal);
    followKeyboard(this, signal);
    this.#turn();
  }

  disconnectedCallback(): void {
    this.#leave.abort();
    this.#talk.rest();
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected || !this.#talk) return;
    this.#turn();
    if (name === "open" && !this.#isInline) this.#focus(this.open ? "#text" : "#launcher");
  }

  #begin(): void {
    const base = this.getAttribute("api-base") || new URL(import.meta.url).origin;
    this.#root.adoptedStyleSheets = [DastyarChat.style];
    this.#root.addEventListener("keydown", (event) => this.#escape(event as KeyboardEvent));
    this.#root.addEventListener("click", (event) => this.#click(event));
    this.#talk = new Conversation(new Api(base), base, () => this.#soon.ask());
    this.#state = new PanelState(this.#talk, {
      changed: () => this.#soon.ask(),
      goOn: () => this.#focus(isTouch() ? "#log" : "#text"),
      focusMenu: () => this.#focus("#menu button"),
      toNewest: () => this.#follower.comeBack(),
    });
  }

  /** The panel is to be shown or put away. */
  #turn(): void {
    this.#attend();
    void this.#soon.ask();
  }

  /** Listens while someone looks or something is on its way. */
  #attend(): void {
    if (this.#isVisible || this.#talk.isPending) this.#talk.resume();
    else this.#talk.rest();
  }

  get #isInline(): boolean {
    return this.hasAttribute("inline");
  }

  get #isVisible(): boolean {
    return this.open || this.#isInline;
  }

  #render(): void {
    this.#takeNews();
    render(this.#isInline ? this.#box() : this.#window(), this.#root);
    const panel = this.#find(".panel");
    if (panel instanceof HTMLDialogElement) showPanel(panel, this.open);
    fitHeight(this.#find("#text"));
    const mark = this.#talk.entries.length * 2 + Number(this.#talk.isTyping);
    this.#follower.follow(this.#find("#log"), mark);
  }

  #takeNews(): void {
    const isNews = this.#talk.hasNews;
    this.#talk.hasNews = false;
    if (isNews) this.#state.announceNews();
    this.#unread = !this.#isVisible && (isNews || this.#unread);
  }

  #box(): TemplateResult {
    return html`<section class="panel" aria-labelledby="title">${this.#panel()}</section>`;
  }

  #window(): TemplateResult {
    return html`${launcherView(this.open, this.#unread, () => (this.open = true))}
      <dialog class="panel" aria-labelledby="title" @close=${this.#closed}>
        ${this.#panel(() => (this.open = false))}
      </dialog>`;
  }

  #panel(close?: () => void): TemplateResult {
    return panelView({
      ...this.#state.panel(close),
      isAway: this.#follower.isAway,
      scrolled: () => this.#follower.scrolled(this.#find("#log")),
      toEnd: () => showEnd(this.#find("#log")),
    });
  }

  /** The browser has closed the panel by itself, say by the back gesture of a phone. */
  readonly #closed = (event: Event): void => {
    this.open = (event.target as HTMLDialogElement).open;
  };

  /** Escape shuts what is on top: the menu, else the panel. */
  #escape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.#isVisible) return;
    event.preventDefault();
    if (this.#state.shutMenu()) this.#focus("#more");
    else this.open = false;
  }

  /** A click anywhere else shuts the menu. */
  #click(event: Event): void {
    const menu = [this.#find("#more"), this.#find("#menu")];
    if (!event.composedPath().some((place) => menu.includes(place as HTMLElement))) this.#state.shutMenu();
  }

  #focus(selector: string): void {
    void this.#soon.ask().then(() => this.#find(selector)?.focus());
  }

  #find<T extends HTMLElement>(selector: string): T {
    return this.#root.querySelector(selector) as T;
  }
}
