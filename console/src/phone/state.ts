import type { Terms } from "../cases/contract.js";
import { MOBILE, plainNumber } from "../digits.js";
import { Desk, Problem } from "../http.js";
import { Part } from "../part.js";
import { CallerCases } from "./caller-cases.js";
import type { Heard, Receipt } from "./contract.js";
import { bodyOf, EMPTY, type Form } from "./form.js";
import { p } from "./strings.fa.js";

const PAUSE_MS = 700;
const TOO_SHORT = /^.{1,2}$/;

export type Need = keyof typeof p.needs;

/** One call at a time: the caller's words, the form that they fill, and the receipt. */
export class PhoneState extends Part {
  form: Form = { ...EMPTY };
  heard: Heard | undefined;
  isReading = false;
  isFiling = false;
  isTried = false;
  receipt: Receipt | undefined;
  /** The fields that were filled from the caller's words. */
  filled = new Set<keyof Form>();

  readonly calls: CallerCases;
  readonly #desk: Desk;
  #touched = new Set<keyof Form>();
  #key = crypto.randomUUID();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = 0;

  constructor(csrf: string, private readonly terms: () => Terms | undefined, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
    this.calls = new CallerCases(csrf, changed);
  }

  /** Values typed by hand stay, whatever is understood later. */
  set<K extends keyof Form>(field: K, value: Form[K]): void {
    this.form = { ...this.form, [field]: value };
    this.#touched.add(field);
    this.filled.delete(field);
    if (field === "province") this.form.city = "";
    if (field === "text") this.#readSoon();
    this.tell();
  }

  /** The caller agreed, in this way, to the current words. */
  agree(consent: keyof typeof p.consents): void {
    // Words typed for an earlier agreement do not count for this one.
    const statement = this.isAgreed ? this.form.statement : "";
    this.form = { ...this.form, consent, agreedTo: this.summary, statement };
    this.tell();
  }

  /** Whether the caller has agreed to the words as they are now. */
  get isAgreed(): boolean {
    return this.isReadable && this.form.consent !== "" && this.form.agreedTo === this.summary;
  }

  /** Whether the caller agreed to words that were changed afterwards: they have to be asked again. */
  get hasLapsed(): boolean {
    return this.form.consent !== "" && !this.isAgreed;
  }

  /** Whether there is enough to be read to the caller. */
  get isReadable(): boolean {
    return this.form.text.trim().length >= 3 && Boolean(this.form.agency_id);
  }

  takeGuess(): void {
    const guess = this.heard?.service;
    if (!guess) return;
    this.set("service_id", guess.id);
    this.set("agency_id", guess.agency.id);
  }

  /** Understands the text typed so far. */
  async read(): Promise<void> {
    clearTimeout(this.#timer);
    const text = this.form.text.trim();
    if (text.length < 3) return;
    const mine = ++this.#asking;
    this.isReading = true;
    this.tell();
    await this.attempt(async () => {
      const heard = await this.#desk.post<Heard>("heard", { text });
      if (mine === this.#asking) this.#fill(heard);
    });
    if (mine === this.#asking) this.isReading = false;
    this.tell();
  }

  /** The open questions, in the order in which one asks. */
  get questions(): (keyof typeof p.questions)[] {
    const { form } = this;
    const open: Record<keyof typeof p.questions, boolean> = {
      text: form.text.trim().length < 3,
      agency: !form.agency_id,
      province: !form.province && !this.#touched.has("province"),
      caller: form.relation !== "self" && !form.caller_name.trim(),
      consent: !this.isAgreed,
    };
    return (Object.keys(open) as (keyof typeof p.questions)[]).filter((name) => open[name]);
  }

  /** The reasons why the case cannot be filed yet. */
  get needs(): Need[] {
    const { form } = this;
    const isForOther = form.relation !== "self";
    const isAnonymous = form.identity === "anonymous";
    const wanting: Record<Need, boolean> = {
      text: form.text.trim().length < 3,
      agency: !form.agency_id,
      caller: isForOther && form.caller_name.trim().length < 2,
      anonymous: isForOther && isAnonymous,
      mobile: !isAnonymous && Boolean(form.mobile) && !MOBILE.test(plainNumber(form.mobile)),
      nationalId: !isAnonymous && Boolean(form.national_id) && !/^\d{10}$/.test(plainNumber(form.national_id)),
      consent: !this.isAgreed,
      document: this.isAgreed && form.consent === "document" && form.statement.trim().length < 3,
      statement: this.isAgreed && form.consent !== "document" && TOO_SHORT.test(form.statement.trim()),
    };
    return (Object.keys(wanting) as Need[]).filter((name) => wanting[name]);
  }

  /** The words to read to the caller before filing. */
  get summary(): string {
    const { form } = this;
    const terms = this.terms();
    const kind = terms?.kinds.find(({ id }) => id === form.kind)?.title ?? "";
    const agency = terms?.agencies.find(({ id }) => id === form.agency_id)?.title ?? "";
    const where = [...new Set([form.province, form.city].filter(Boolean))].join("، ");
    return p.summaryIs(kind, agency, where, form.text.trim());
  }

  /** Files the case; once for a call, however often it is sent. */
  async file(): Promise<boolean> {
    this.isTried = true;
    this.tell();
    if (this.needs.length || this.isFiling) return false;
    this.isFiling = true;
    const isFiled = await this.attempt(async () => {
      try {
        this.receipt = await this.#desk.post<Receipt>("cases", bodyOf(this.form, Boolean(this.terms()?.sends_sms)), this.#key);
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== "key_reused") throw error;
        throw new Problem(error.status, error.code, p.alreadyFiled);
      }
    });
    this.isFiling = false;
    this.tell();
    return isFiled;
  }

  /** Forgets this call and begins the next. */
  next(): void {
    clearTimeout(this.#timer);
    this.#asking += 1;
    this.form = { ...EMPTY };
    this.calls.next();
    this.heard = this.receipt = undefined;
    this.isTried = this.isReading = false;
    this.filled.clear();
    this.#touched.clear();
    this.#key = crypto.randomUUID();
    this.notice = "";
    this.tell();
  }

  #readSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read(), PAUSE_MS);
  }

  #fill(heard: Heard): void {
    this.heard = heard;
    const offers = [...(heard.similar?.outages ?? []), ...(heard.similar?.cases ?? [])].map(({ offer }) => offer);
    if (!offers.includes(this.form.follow)) this.form = { ...this.form, follow: "" };
    const found: Partial<Form> = {
      ...(heard.kind ? { kind: heard.kind } : {}),
      ...(heard.agency ? { agency_id: heard.agency.id } : {}),
      ...(heard.indicator ? { indicator: heard.indicator } : {}),
      ...(heard.province ? { province: heard.province, city: heard.city ?? "" } : {}),
      ...heard.contact,
    };
    for (const [name, value] of Object.entries(found) as [keyof Form, string][]) {
      const isPlace = name === "city" && this.#touched.has("province");
      if (this.#touched.has(name) || isPlace || !value) continue;
      this.form = { ...this.form, [name]: value };
      this.filled.add(name);
    }
  }
}
