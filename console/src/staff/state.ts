import { Faults } from "../faults.js";
import { focusOn } from "../focus.js";
import { Desk } from "../http.js";
import { Part } from "../part.js";
import type { ShownOnce } from "../shown-once.js";
import { a } from "./strings.fa.js";
import type { Schemas } from "../schemas.js";

export type StaffAccount = Schemas["StaffAccount"];
export type StaffAccountPage = Schemas["StaffAccountPage"];
type StaffPage = Schemas["StaffPage"];

/** A step that needs a confirmation. */
export type Step = "sign-out" | "renew" | "disable";

const NOTHING = { words: "", role: "", agency_id: "", state: "" };

/** The accounts of the desk, and the one that is looked at. */
export class StaffState extends Part {
  page: StaffPage | undefined;
  account: StaffAccountPage | undefined;
  isNew = false;
  wanted = { ...NOTHING };
  number = 1;
  /** The role that the open form names: it decides whether the form asks for an agency. */
  role = "operator";
  asked: Step | undefined;
  once: ShownOnce | undefined;
  done = "";
  readonly faults = new Faults();

  readonly #desk: Desk;

  constructor(csrf: string, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  /** Shows the item of the address: the list, the form for a new account (`new`), or an account. */
  async arrive(code: string | undefined): Promise<void> {
    [this.account, this.asked, this.once, this.done] = [undefined, undefined, undefined, ""];
    this.faults.clear();
    this.isNew = code === "new";
    this.role = "operator";
    if (code && !this.isNew) await this.#open(code);
    else if (!this.isNew) await this.#list();
    else this.tell();
  }

  find(wanted: StaffState["wanted"]): Promise<boolean> {
    this.wanted = wanted;
    return this.turn(1);
  }

  turn(number: number): Promise<boolean> {
    this.number = number;
    return this.#list();
  }

  choose(role: string): void {
    this.role = role;
    this.tell();
  }

  ask(step: Step | undefined): void {
    this.asked = step;
    this.tell();
  }

  hide(): void {
    this.once = undefined;
    this.tell();
  }

  async invite(given: Record<string, string>): Promise<boolean> {
    this.done = "";
    return this.#submit(async () => this.#show(await this.#desk.post<Linked>("accounts", given)));
  }

  async change(given: Record<string, string>): Promise<void> {
    const { account } = this;
    if (!account) return;
    this.done = "";
    const isSame = given.name === account.name && given.role === account.role && given.agency_id === account.agency_id;
    if (isSame) return this.#say(a.same);
    if (await this.#submit(() => this.#desk.post(`accounts/${account.id}/change`, given))) await this.#again(a.saved);
  }

  enable(): Promise<void> {
    return this.#step("enable", a.enabled);
  }

  /** Does the step that was confirmed. */
  async take(step: Step): Promise<void> {
    if (step !== "renew") return this.#step(step, step === "disable" ? a.disabled : a.signedOut);
    const { account } = this;
    this.asked = undefined;
    const isDone = await this.attempt(async () => this.#show(await this.#desk.post<Linked>(`accounts/${account?.id}/renew`)));
    if (isDone) await this.#again("");
    if (isDone) await focusOn("#once-title");
  }

  async #step(name: string, words: string): Promise<void> {
    const { account } = this;
    [this.done, this.asked] = ["", undefined];
    if (await this.attempt(() => this.#desk.post(`accounts/${account?.id}/${name}`))) await this.#again(words);
    await focusOn("#account-title");
  }

  async #submit(step: () => Promise<void>): Promise<boolean> {
    const isDone = await this.attempt(() => this.faults.guard(a.faults, "agency_id", step));
    if (this.faults.first) await focusOn(`.staff [name=${this.faults.first}]`);
    return isDone;
  }

  #show({ account, link, until_fa }: Linked): void {
    this.once = { title: a.linkTitle(account.name), text: link, hint: a.linkHint(until_fa) };
  }

  async #again(words: string): Promise<void> {
    if (this.account) await this.#open(this.account.id);
    this.#say(words);
  }

  #say(words: string): void {
    this.done = words;
    this.tell();
  }

  #open(id: string): Promise<boolean> {
    return this.attempt(async () => {
      this.account = await this.#desk.get<StaffAccountPage>(`accounts/${encodeURIComponent(id)}`);
      this.role = this.account.role;
    });
  }

  #list(): Promise<boolean> {
    const query = new URLSearchParams({ page: `${this.number}` });
    for (const [name, value] of Object.entries(this.wanted)) if (value) query.set(name, value);
    return this.attempt(async () => void (this.page = await this.#desk.get<StaffPage>(`accounts?${query}`)));
  }
}

type Linked = Schemas["Invited"];
