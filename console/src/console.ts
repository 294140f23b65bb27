import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Permission, Session } from "./contract.js";
import { CasesState } from "./cases/state.js";
import { onRoom } from "./cases/list.js";
import { caseKey, casesView } from "./cases/view.js";
import { FilingState } from "./filing/state.js";
import { focusOn } from "./focus.js";
import { CallsState } from "./insight/calls-state.js";
import { callsView } from "./insight/calls-view.js";
import { PeriodsState } from "./insight/periods-state.js";
import { periodsView } from "./insight/periods-view.js";
import { ThemesState } from "./insight/themes-state.js";
import { themeKey, themesView } from "./insight/themes-view.js";
import { OutagesState } from "./outages/state.js";
import { KeysState } from "./keys/state.js";
import { keysView } from "./keys/view.js";
import { outagesView } from "./outages/view.js";
import { OwnState } from "./own/state.js";
import { o } from "./own/strings.fa.js";
import { ownView } from "./own/view.js";
import { PhoneState } from "./phone/state.js";
import { phoneKey, phoneView } from "./phone/view.js";
import { queueView } from "./queue/view.js";
import { ReadyState } from "./ready/state.js";
import { readyView } from "./ready/view.js";
import { RecordState } from "./record/state.js";
import { recordView } from "./record/view.js";
import type { Schemas } from "./schemas.js";
import { helpView, isHelpOpen, toggleHelp } from "./shell/help.js";
import { hashOf, homeOf, placeOf, tabsOf, type Place, type Tab } from "./shell/places.js";
import { s } from "./shell/strings.fa.js";
import { tabsView } from "./shell/tabs.js";
import { SituationState } from "./situation/state.js";
import { situationView, type Rights } from "./situation/view.js";
import { StaffState } from "./staff/state.js";
import { staffView } from "./staff/view.js";
import { DeskState } from "./state.js";
import { t } from "./strings.fa.js";
import { UpkeepState } from "./upkeep/state.js";
import { upkeepView } from "./upkeep/view.js";
import { composerView } from "./views/composer.js";
import { packView } from "./views/pack.js";
import { endedView, talkKey, talkView } from "./views/talk.js";

const TICK_MS = 15_000;
/** Parts in which Escape leads back from the open item to the list. */
const LISTS: Tab[] = ["themes", "periods", "accounts"];

/** The operators' console. Its session comes with the page. */
export class DeskConsole extends LitElement {
  #desk!: DeskState;
  #cases!: CasesState;
  #filing!: FilingState;
  #phone!: PhoneState;
  #upkeep!: UpkeepState;
  #outages!: OutagesState;
  #themes!: ThemesState;
  #periods!: PeriodsState;
  #calls!: CallsState;
  #record!: RecordState;
  #staff!: StaffState;
  #ready!: ReadyState;
  #keys!: KeysState;
  #situation!: SituationState;
  #own!: OwnState;
  #tabs: Tab[] = [];
  #home: Tab = "own";
  #place: Place = { tab: "talks", code: undefined };
  #reasons: [string, string][] = [];
  /** The log stays at its end when it grows, and when the elements below it take its room. */
  readonly #sizes = new ResizeObserver(() => this.#toEnd());

  override connectedCallback(): void {
    super.connectedCallback();
    const session = JSON.parse(this.dataset.session ?? "{}") as Session;
    this.#reasons = JSON.parse(this.dataset.reasons ?? "[]") as [string, string][];
    const changed = (): void => this.requestUpdate();
    this.#desk = new DeskState(session, changed);
    const { csrf_token: csrf } = session;
    this.#cases = new CasesState(csrf, session.account, changed);
    onRoom(changed);
    this.#filing = new FilingState(csrf, this.#desk, () => this.#cases.terms, changed);
    this.#phone = new PhoneState(csrf, () => this.#cases.terms, changed);
    this.#upkeep = new UpkeepState(csrf, this.#desk.may("revive_jobs"), this.#desk.may("keep_calendar"), changed);
    this.#outages = new OutagesState(csrf, () => this.#cases.terms, changed);
    this.#themes = new ThemesState(csrf, this.#desk.may("keep_themes"), changed);
    const may = (permission: Permission): boolean => this.#desk.may(permission);
    this.#periods = new PeriodsState(csrf, may("export_figures"), may("object_to_figures"), may("decide_objections"), changed);
    this.#calls = new CallsState(csrf, may("see_insight"), changed);
    this.#record = new RecordState(csrf, changed);
    this.#staff = new StaffState(csrf, changed);
    const told = (): void => {
      this.#cases.ready.answers = []; // read again with the next form
      if (this.#desk.canAnswer) void this.#desk.ready.read();
    };
    this.#ready = new ReadyState(csrf, may("share_ready_answers"), this.#desk.canAnswer || may("answer_cases"), told, changed);
    this.#keys = new KeysState(csrf, changed);
    this.#situation = new SituationState(csrf, this.#desk.may("read_cases"), changed);
    this.#own = new OwnState(csrf, this.#desk, changed);
    this.#tabs = tabsOf(session.account.permissions);
    this.#home = homeOf(session.account.permissions);
    this.#desk.listeners.set("cases", ({ changed: codes }: Schemas["CaseNews"]) => this.#cases.heard(codes));
    this.#desk.listeners.set("situation", () => this.#situation.heard());
    this.#desk.listeners.set("outages", (told: Schemas["OutageNews"]) => this.#outages.heard(told));
    this.#desk.listeners.set("upkeep", (told: Schemas["UpkeepNews"]) => this.#upkeep.heard(told));
    addEventListener("hashchange", () => void this.#go());
    void this.#go();
    document.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("pointerdown", () => this.#desk.presence.touch());
    setInterval(() => this.requestUpdate(), TICK_MS); // waiting times grow
    void this.#desk.start();
  }

  /** No shadow root: the page's own style sheet is the console's. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const desk = this.#desk;
    const isTalks = this.#place.tab === "talks";
    const notice = desk.isLineDown ? t.reconnecting : this.#place.isRefused ? s.refused : isTalks ? desk.notice : "";
    return html`
      <header class="bar">
        <h1>${t.title}</h1>
        ${tabsView(this.#tabs, this.#place.tab, { upkeep: this.#upkeep.deadCount, outages: this.#outages.waiting })}
        <a class="who" href=${hashOf("own")} aria-current=${this.#place.tab === "own" ? "page" : "false"}
          aria-label=${o.open(desk.session.account.name)} title=${o.title}>${desk.session.account.name} <span class="soft">${desk.session.account.role_fa}</span></a>
        <button class="quiet" aria-label=${s.help} title=${s.help} @click=${toggleHelp}>${s.helpShort}</button>
        <button class="quiet" @click=${() => desk.signOut()}>${t.signOut}</button>
      </header>
      <p class="notice" role="status" ?hidden=${!notice}>${notice}</p>
      ${this.#room()}
      ${helpView()}
    `;
  }

  #room(): TemplateResult {
    const { tab } = this.#place;
    if (tab === "cases") return casesView(this.#cases, !this.#desk.may("see_queue"));
    if (tab === "phone") return phoneView(this.#phone, this.#cases.terms);
    if (tab === "upkeep") return upkeepView(this.#upkeep);
    if (tab === "outages") return outagesView(this.#outages);
    if (tab === "themes") return themesView(this.#themes);
    if (tab === "periods") return periodsView(this.#periods);
    if (tab === "calls") return callsView(this.#calls, this.#desk.may("see_insight"));
    if (tab === "record") return recordView(this.#record, this.#desk.may("read_cases"));
    if (tab === "ready") return readyView(this.#ready);
    if (tab === "keys") return keysView(this.#keys, this.#cases.terms);
    if (tab === "accounts") return staffView(this.#staff, this.#cases.terms);
    if (tab === "situation") return situationView(this.#situation, this.#cases.terms, this.#rights);
    if (tab === "own") return ownView(this.#own, this.#desk.session.account.login);
    return this.#talks();
  }

  /** The account's rights on the situation page; they decide which of its numbers are links. */
  get #rights(): Rights {
    const may = (permission: Permission): boolean => this.#desk.may(permission);
    const isClerk = may("read_cases") && !may("see_queue");
    return { readCases: may("read_cases"), seeQueue: may("see_queue"), keepOutages: may("keep_outages"), isClerk };
  }

  #talks(): TemplateResult {
    const desk = this.#desk;
    const { talk } = desk;
    return html`
      <main class="room" data-open=${talk ? "talk" : "list"}>
        <nav class="lists" aria-label=${t.lists}>${queueView(desk)}<p class="soft keys">${t.keys}</p></nav>
        <section class="talk">
          ${talk ? talkView(desk, talk, this.#filing, this.#reasons) : endedView(desk)}
          ${talk?.is_mine ? composerView(desk, talk) : nothing}
        </section>
        ${talk ? html`<section class="pack" aria-label=${t.pack}>${packView(talk, desk.may("read_cases"))}</section>` : nothing}
      </main>
    `;
  }

  /** Goes where the address line says, without loading a page. */
  async #go(): Promise<void> {
    this.#place = placeOf(location.hash, this.#tabs, this.#home);
    this.requestUpdate();
    const { tab, code, query } = this.#place;
    if (tab !== "situation") this.#situation.leave();
    if (tab === "talks") return this.#desk.may("file_cases") ? this.#cases.offer() : undefined;
    if (tab === "situation") return void (await Promise.all([this.#cases.offer(), this.#situation.arrive(code)]));
    if (tab === "phone") return this.#cases.offer();
    if (tab === "themes") {
      await this.#themes.arrive(code);
      return code ? focusOn("#theme-title") : undefined;
    }
    if (tab === "periods") {
      await this.#periods.arrive(code, query?.get("agency_id") ?? undefined);
      return code && !query ? focusOn("#period-title") : undefined;
    }
    if (tab === "calls") return this.#calls.arrive();
    if (tab === "record") return this.#record.arrive();
    if (tab === "own") return this.#own.arrive(code === "changed");
    if (tab === "ready") return this.#ready.arrive();
    if (tab === "keys") return void (await Promise.all([this.#cases.offer(), this.#keys.arrive()]));
    if (tab === "accounts") {
      await Promise.all([this.#cases.offer(), this.#staff.arrive(code)]);
      return code ? focusOn("#account-title, #new-title") : undefined;
    }
    if (tab === "outages") return void (await Promise.all([this.#cases.offer(), this.#outages.read()]));
    if (tab === "upkeep") {
      await Promise.all([this.#cases.offer(), this.#upkeep.read()]);
      return this.#upkeep.offer(this.#cases.terms);
    }
    const list = query ? Promise.all([this.#cases.offer(), this.#cases.ask(query)]) : this.#cases.arrive();
    await Promise.all([list, this.#toCase(code)]);
  }

  /** Opens a case; an operator who has begun an action on it by then keeps the cursor there. */
  async #toCase(code: string | undefined): Promise<void> {
    await this.#cases.open(code);
    if (code && !this.#cases.sheet) await focusOn("#case-title");
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
    this.#desk.presence.touch();
    if (event.key === "Escape") return this.#escape();
    const isTyping = (event.target as HTMLElement).matches?.("input, textarea, select");
    if ((event.key === "?" || event.key === "؟") && !isTyping) toggleHelp();
    else if (!event.altKey || isHelpOpen() || !this.#altKey(event.code)) return;
    event.preventDefault();
  }

  /** Does the action of a key in the open part; by the key's position, since Persian and Latin keyboards name it differently. */
  #altKey(key: string): boolean {
    const tab = this.#tabs[Number(key.replace("Digit", "")) - 1];
    if (key.startsWith("Digit") && tab) location.hash = hashOf(tab);
    else if (this.#place.tab === "cases") return caseKey(this.#cases, key, (code) => (location.hash = hashOf("cases", code)));
    else if (this.#place.tab === "phone") return phoneKey(this.#phone, key);
    else if (this.#place.tab === "themes") return themeKey(key);
    else if (this.#place.tab === "talks") return talkKey(this.#desk, this.#filing, key);
    else return false;
    return true;
  }

  #escape(): void {
    if (this.#place.tab === "accounts" && this.#staff.once) return; // it is shown this once, and no key takes it away
    if (this.#place.tab === "talks" && this.#desk.cards.previewed) this.#desk.cards.preview(undefined);
    else if (this.#place.tab === "talks" && this.#desk.sheet !== "none") this.#desk.showSheet("none");
    else if (LISTS.includes(this.#place.tab) && this.#place.code) location.hash = hashOf(this.#place.tab);
    else if (this.#place.tab === "cases" && this.#cases.asked) this.#cases.askFor(undefined);
    else if (this.#place.tab === "cases" && this.#cases.sheet) this.#cases.show(undefined);
  }
}
