import { html } from "lit";
import type { Terms } from "../cases/contract.js";
import { wordsOf, type Talk } from "../contract.js";
import { MOBILE, plainNumber } from "../digits.js";
import { Faults } from "../faults.js";
import { given } from "../fields.js";
import { Desk } from "../http.js";
import { Part } from "../part.js";
import type { DeskState } from "../state.js";
import { t } from "../strings.fa.js";
import { caseCode } from "../views/case-code.js";
import { f } from "./strings.fa.js";
import type { Schemas } from "../schemas.js";

const ANONYMOUS = "anonymous";
/** The number of newest messages that are offered as the agreement. */
const MOST_OFFERED = 6;

/** The case of one conversation as it is written. */
export interface Form {
  description: string;
  kind: string;
  agency_id: string;
  indicator: string;
  province: string;
  city: string;
  follow: string;
  identity: string;
  name: string;
  mobile: string;
  consent: string;
}

type Drafted = Schemas["TalkDraftOut"];

interface Written {
  form: Form;
  drafted: Drafted;
  key: string;
  hasAsked: boolean;
}

type Filed = Schemas["TalkFiled"];

/** Cases that are written out of conversations; each conversation keeps its own draft. */
export class FilingState extends Part {
  isFiling = false;
  readonly faults = new Faults();

  readonly #desk: Desk;
  readonly #written = new Map<string, Written>();

  constructor(csrf: string, private readonly talks: DeskState, readonly terms: () => Terms | undefined, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  of(talk: Talk): Written | undefined {
    return this.#written.get(talk.conversation_id);
  }

  /** Fills the form in from the conversation, unless it was written before. */
  async begin({ conversation_id: id }: Talk): Promise<void> {
    this.faults.clear();
    if (this.#written.has(id)) return;
    await this.attempt(async () => {
      const drafted = await this.#desk.get<Drafted>(`conversations/${id}/case-draft`);
      this.#written.set(id, { form: formOf(drafted), drafted, key: crypto.randomUUID(), hasAsked: false });
    });
  }

  set(talk: Talk, field: keyof Form, value: string): void {
    const written = this.of(talk);
    if (!written) return;
    written.form = { ...written.form, [field]: value, ...(field === "province" ? { city: "" } : {}) };
    this.faults.clear();
    this.tell();
  }

  /** The messages of the citizen that may have agreed, newest first, as `[turn, words]`. */
  offered({ events }: Talk): [string, string][] {
    return events
      .filter(({ data }) => data.role === "citizen" && data.turn_id)
      .slice(-MOST_OFFERED)
      .reverse()
      .map(({ data, at_fa }) => [data.turn_id!, `${wordsOf(data.reply).slice(0, 60)} · ${at_fa}`]);
  }

  /** Sends the citizen the words to be filed, and asks for consent. */
  async ask(talk: Talk): Promise<void> {
    const written = this.of(talk);
    if (!written) return;
    await this.talks.say(this.#summary(written.form));
    written.hasAsked = !this.talks.notice;
    this.tell();
  }

  /** Files the case, once however often it is sent; whether it went well. */
  async file(talk: Talk): Promise<boolean> {
    const written = this.of(talk);
    if (!written || this.isFiling || !this.#isWhole(written.form)) return false;
    const id = talk.conversation_id;
    this.isFiling = true;
    this.tell();
    const isFiled = await this.attempt(() =>
      this.faults.guard(f.faults, "description", async () => {
        const filed = await this.#desk.post<Filed>(`conversations/${id}/cases`, bodyOf(written.form), written.key);
        this.#written.delete(id);
        this.talks.showSheet("none");
        await this.talks.refresh();
        const code = caseCode(filed.tracking_code, this.talks.may("read_cases"));
        this.talks.notice = html`${t.caseIs} ${code}${f.filed(filed.agency_name, filed.due_at_fa)}`;
      }),
    );
    this.isFiling = false;
    this.tell();
    return isFiled;
  }

  #isWhole({ description, consent, mobile, identity }: Form): boolean {
    this.faults.clear();
    if (description.trim().length < 3) this.faults.put("description", f.faults.description!);
    if (identity !== ANONYMOUS && mobile && !MOBILE.test(plainNumber(mobile))) this.faults.put("contact", f.faults.contact!);
    if (!consent) this.faults.put("consent_turn_id", f.faults.consent_turn_id!);
    this.tell();
    return !this.faults.first;
  }

  #summary({ kind, agency_id, province, city, description }: Form): string {
    const title = (all: { id: string; title: string }[] | undefined, id: string): string => all?.find((one) => one.id === id)?.title ?? "";
    const where = [...new Set([province, city].filter(Boolean))].join("، ");
    return f.summary(title(this.terms()?.kinds, kind), title(this.terms()?.agencies, agency_id), where, description.trim()).slice(0, 2000);
  }
}

function formOf({ description, kind, agency, indicator, province, city }: Drafted): Form {
  return {
    description, kind: kind ?? "complaint", agency_id: agency?.id ?? "", indicator: indicator ?? "", province: province ?? "",
    city: city ?? "", follow: "", identity: ANONYMOUS, name: "", mobile: "", consent: "",
  };
}

function bodyOf(form: Form): Record<string, unknown> {
  const { description, kind, agency_id, indicator, province, city, follow, identity, consent } = form;
  const contact = given({ name: form.name.trim(), mobile: plainNumber(form.mobile) });
  const isReachable = identity !== ANONYMOUS && Object.keys(contact).length > 0;
  return {
    ...given({ description: description.trim(), kind, agency_id, indicator: kind === "praise" ? "" : indicator, province, city: city.trim(), follow, identity }),
    ...(isReachable ? { contact } : {}),
    consent_turn_id: consent,
  };
}
