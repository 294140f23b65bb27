import { stepAside } from "./aside.js";
import type { CaseVisit } from "./case-visit.js";
import { render } from "lit/html.js";
import type { Citizen, Portal } from "./citizen.js";
import { Api } from "./core/api.js";
import { CaseApi } from "./core/case-api.js";
import { Http } from "./core/http.js";
import { Conversation } from "./core/conversation.js";
import { deviceShelf, Kept } from "./core/store.js";
import { speakIn } from "./language.js";
import { listen } from "./listen.js";
import type { Owned } from "./mine.js";
import { PanelState } from "./panel-state.js";
import type { Listener } from "./recorder.js";
import { renderSoon } from "./render-soon.js";
import { fitHeight, followKeyboard, isTouch, isTyped, showPanel } from "./screen.js";
import { Follower, showEnd } from "./scroll.js";
import { LANGUAGES, READ_BY_NATIVES, t } from "./strings/index.js";
import { listenForSummons } from "./summon.js";
import { frameView, type Frame } from "./views/frame.js";
import { panelView, type Stand } from "./views/panel.js";

/**
 * The chat element: `<dastyar-chat>`.
 *
 * `api-base` is the assistant's address (default: where this script came from), `open` shows the panel, `inline`
 * fills the element's own box instead of floating, `theme` is `auto`, `light` or `dark`, `lang` is the language of the
 * interface (default: Persian), `languages` those that the menu offers, by their codes with spaces between (default:
 * Persian alone), `identity-url` is where the page's portal says who is signed in there.
 */
export class DastyarChat extends HTMLElement {
  static readonly observedAttributes = ["open", "inline", "lang", "languages"];
  /** The style of every chat element; filled when its file has been loaded. */
  static readonly style = new CSSStyleSheet();

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #soon = renderSoon(() => this.#render());
  readonly #follower = new Follower(this.#soon);
  #talk!: Conversation;
  #state!: PanelState;
  #cases!: CaseApi;
  #base!: string;
  #leave = new AbortController();
  /** The state of the panel on the previous page. */
  #wasOpen!: Kept<boolean>;
  #unread!: Kept<boolean>;
  /** The choices that had the focus already: an answer comes by two ways, and one may have gone on meanwhile. */
  #fresh?: HTMLElement;
  #portal: Portal | undefined;
  #citizen: Citizen | undefined;
  /** The citizen's settings, which go before the page's. */
  readonly #language = new Kept<string>("dastyar.language", deviceShelf());

  get open(): boolean {
    return this.hasAttribute("open");
  }

  set open(open: boolean) {
    this.toggleAttribute("open", open);
  }

  /**
   * Opens the panel and says the words, if there are any, as if the citizen had written them; with a choice, as if they
   * were the title of its button.
   */
  ask(words: string, choice?: string): void {
    this.open = true;
    this.#state.say(words, choice);
  }

  /** Opens the panel and asks for the code and pin of a case. */
  track(): void {
    this.open = true;
    this.#state.track();
  }

  /**
   * Takes a function that gives a fresh token of the citizen who is signed in at the page's portal. Each call signs out
   * whoever was signed in before; a call without a function does only that.
   */
  identify(portal?: Portal): void {
    void this.#citizen?.leave().catch(() => undefined);
    this.#portal = portal;
    this.#citizen = undefined;
    if (this.#talk) this.#turn();
  }

  connectedCallback(): void {
    if (!this.#talk) this.#begin();
    const { signal } = (this.#leave = new AbortController());
    listen(window, "online offline", () => this.#turn(), signal);
    listen(this.#root, "keydown", (event) => this.#key(event as KeyboardEvent), signal);
    listen(this.#root, "click", (event) => this.#click(event), signal);
    listen(this.#root, "submit", (event) => event.preventDefault(), signal);
    // Anything that the citizen does may change what the panel shows.
    listen(this.#root, "click input change submit", this.#soon, signal);
    listenForSummons(this, signal);
    followKeyboard(this, signal);
    stepAside(this, signal);
    this.#turn();
  }

  disconnectedCallback(): void {
    this.#leave.abort();
    this.#talk.rest();
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected || !this.#talk) return;
    if (name === "lang") return void this.#speak();
    this.#wasOpen.value = this.open;
    this.#turn();
    if (name === "open" && !this.#isInline) this.open ? this.#goOn() : this.#focus("#launcher");
  }

  #begin(): void {
    const base = (this.#base = this.getAttribute("api-base") || new URL(import.meta.url).origin);
    this.#wasOpen = new Kept(`dastyar.open ${base}`);
    this.#unread = new Kept(`dastyar.unread ${base}`);
    // The next page of the portal continues where this one was, without taking the focus.
    this.open = this.#wasOpen.value ?? this.open;
    if (this.#offers(this.#language.value)) this.lang = this.#language.value!;
    this.#root.adoptedStyleSheets = [DastyarChat.style];
    this.#talk = new Conversation(new Api(base), base, this.#soon);
    const chat = this;
    const screen = {
      get hasCases() {
        return !!chat.#vouching;
      },
      cases: () => this.#state.fetched(this.#showCases()),
      changed: this.#soon,
      goOn: () => this.#goOn(),
      focus: (selector: string) => this.#focus(selector),
      toNewest: () => this.#follower.comeBack(),
      // Few citizens look at their stored data, so that script is fetched when somebody does.
      mine: (owned: Owned) => this.#state.fetched(import("./mine.js").then(({ showMine }) => showMine(this.#root, owned, t))),
      lost: (visit: CaseVisit) => this.#state.fetched(import("./lost-pin.js").then(({ showLostPin }) => showLostPin(this.#root, visit, t))),
      sent: (visit: CaseVisit) => this.#state.fetched(import("./sent.js").then(({ show }) => show(visit, t))),
      record: (listener: Listener) => import("./recorder.js").then(({ recordNote }) => recordNote(this.#root, listener, t)),
    };
    this.#state = new PanelState(this.#talk, (this.#cases = new CaseApi(base)), screen, base);
    if (this.lang) void this.#speak();
  }

  #offers(code: string | undefined): boolean {
    return (this.getAttribute("languages") ?? READ_BY_NATIVES).split(" ").includes(code ?? "");
  }

  /** A language without a file leaves the words as they are. */
  async #speak(): Promise<void> {
    await speakIn(this.lang || "fa").catch(() => undefined);
    void this.#soon();
  }

  /** Listens while the panel is visible or something is on its way; called when the panel is shown or hidden. */
  #turn(): void {
    if (this.#isVisible || this.#talk.isPending) this.#talk.resume();
    else this.#talk.rest();
    if (this.#isVisible && this.#vouching) void this.#signed().then((citizen) => citizen.begin()).catch(() => undefined);
    void this.#soon();
  }

  /** The function that gives tokens of signed-in citizens here, if the page has one. */
  get #vouching(): Portal | string | null {
    return this.#portal ?? this.getAttribute("identity-url");
  }

  /** The citizen whom the page says is signed in; the script for that is fetched when the panel is shown. */
  async #signed(): Promise<Citizen> {
    const { Citizen } = await import("./citizen.js");
    this.#citizen ??= new Citizen(new Http(this.#base), this.#vouching!);
    this.#talk.api.signed = this.#cases.signed = this.#citizen;
    return this.#citizen;
  }

  async #showCases(): Promise<void> {
    const [{ showCases }, citizen] = await Promise.all([import("./citizen.js"), this.#signed()]);
    showCases(this.#root, citizen, this.#cases, t, (code) => this.#state.own(code));
  }

  get #isInline(): boolean {
    return this.hasAttribute("inline");
  }

  get #isVisible(): boolean {
    return this.open || this.#isInline;
  }

  #render(): void {
    const hasNews = this.#takeNews();
    render(frameView(this.#frame, panelView(this.#state, this.#stand)), this.#root);
    const panel = this.#find(".panel");
    if (panel instanceof HTMLDialogElement) showPanel(panel, this.open);
    fitHeight(this.#find("#text"));
    // The pin comes with the answer itself, which may arrive later than the stream's words about it.
    const pins = this.#root.querySelectorAll(".warning").length;
    this.#follower.follow(this.#find("#log"), `${this.#talk.entries.length} ${this.#talk.isTyping} ${pins}`);
    if (hasNews) this.#goToChoices();
  }

  /** Moves the focus to new choices if the citizen is in the panel and has not begun to write. */
  #goToChoices(): void {
    const fresh = this.#find(".entry .choice:enabled")?.closest<HTMLElement>(".choices");
    if (!fresh || fresh === this.#fresh) return;
    this.#fresh = fresh;
    if (this.#root.activeElement && !this.#state.draft) fresh.focus({ preventScroll: true });
  }

  #takeNews(): boolean {
    const isNews = this.#talk.hasNews;
    this.#talk.hasNews = false;
    if (isNews) this.#state.news();
    const isUnread = !this.#isVisible && (isNews || !!this.#unread.value);
    if (isUnread !== !!this.#unread.value) this.#unread.value = isUnread;
    return isNews;
  }

  get #frame(): Frame {
    return {
      isInline: this.#isInline,
      isOpen: this.open,
      isLarge: this.#state.isLarge,
      unread: !!this.#unread.value,
      open: () => (this.open = true),
      // The browser may have closed the panel without us, say by the back gesture of a phone.
      closed: ({ target }) => (this.open = (target as HTMLDialogElement).open),
    };
  }

  get #stand(): Stand {
    return {
      isAway: this.#follower.isAway,
      scrolled: () => this.#follower.scrolled(this.#find("#log")),
      toEnd: () => showEnd(this.#find("#log")),
      languages: LANGUAGES.filter(([code]) => this.#offers(code)),
      speak: (code) => (this.lang = this.#language.value = code),
      close: this.#isInline ? undefined : () => (this.open = false),
    };
  }

  /** Escape closes the topmost part: the menu, else the panel. Letters typed anywhere go into the text box. */
  #key(event: KeyboardEvent): void {
    if (isTyped(event)) this.#find("#text").focus();
    if (event.key !== "Escape" || !this.#isVisible) return;
    event.preventDefault();
    if (this.#state.shutMenu()) this.#focus("#more");
    else this.open = false;
  }

  /** A click anywhere else shuts the menu. */
  #click(event: Event): void {
    const isMenu = (place: EventTarget) => place instanceof Element && place.matches("#more, #menu");
    if (!event.composedPath().some(isMenu)) this.#state.shutMenu();
  }

  /** Moves the focus to the text box; on a touch screen only if asked for, since it raises the keyboard. */
  #goOn(): void {
    this.#focus(isTouch() ? "#log" : "#text");
  }

  #focus(selector: string): void {
    void this.#soon().then(() => this.#find(selector)?.focus());
  }

  #find<T extends HTMLElement>(selector: string): T {
    return this.#root.querySelector(selector) as T;
  }
}
