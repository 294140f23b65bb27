import { html, nothing, type TemplateResult } from "lit";
import { described, Faults, faultView } from "../faults.js";
import { focusOn } from "../focus.js";
import { Desk } from "../http.js";
import { Part } from "../part.js";
import { hashOf } from "../shell/places.js";
import { fa } from "../spans.js";
import type { CallerCase } from "./contract.js";
import { p } from "./strings.fa.js";

/** The server shows at most this many. */
const MOST = 20;

/** The cases of the number that somebody calls from; a look at them is recorded. */
export class CallerCases extends Part {
  /** As it was typed, and as it is filed; empty until it was looked up. */
  typed = "";
  mobile = "";
  cases: CallerCase[] = [];
  readonly faults = new Faults();

  readonly #desk: Desk;

  constructor(csrf: string, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  type(words: string): void {
    [this.typed, this.mobile] = [words, ""];
    this.faults.clear();
    this.tell();
  }

  async find(): Promise<void> {
    const { typed } = this;
    await this.attempt(async () => {
      const ask = (): Promise<{ mobile: string; cases: CallerCase[] }> => this.#desk.post("callers", { mobile: typed });
      const found = await this.faults.guard({ mobile: p.callerNumberWrong }, "mobile", ask);
      // Meanwhile another may have called.
      if (typed === this.typed) [this.mobile, this.cases] = [found.mobile, found.cases];
    });
    if (this.faults.first) await focusOn("#caller-number");
  }

  /** Forgets the caller. */
  next(): void {
    [this.typed, this.mobile, this.cases, this.notice] = ["", "", [], ""];
    this.faults.clear();
  }
}

/** Finds a caller's cases; `take` puts the number into the form. */
export function callerCasesView(calls: CallerCases, take: ((mobile: string) => void) | undefined): TemplateResult {
  const { faults, mobile, typed } = calls;
  return html`<form role="search" class="caller" aria-label=${p.callerSearch} novalidate @submit=${(event: Event) => find(event, calls)}>
    <div class="caller-row"><label for="caller-number">${p.callerNumber}</label>
      <input id="caller-number" type="tel" inputmode="tel" dir="ltr" maxlength="32" autocomplete="off" .value=${typed} aria-invalid=${Boolean(faults.of("mobile"))}
        aria-describedby=${described(faults, "mobile")} @input=${(event: Event) => calls.type((event.target as HTMLInputElement).value)}>
      <button>${p.callerFind}</button></div>
    ${faultView(faults, "mobile")}
    <p class="notice" role="alert" ?hidden=${!calls.notice}>${calls.notice}</p>
    <div role="status">${mobile ? foundView(calls) : nothing}</div>
    ${mobile && take ? html`<p><button type="button" class="small" @click=${() => take(mobile)}>${p.takeNumber}</button></p>` : nothing}
  </form>`;
}

function foundView({ cases }: CallerCases): TemplateResult {
  if (!cases.length) return html`<p class="soft">${p.callerNone}</p>`;
  return html`<p>${cases.length === MOST ? p.callerMany(fa(MOST)) : p.callerFound(fa(cases.length))}</p>
    <ul class="caller-cases">${cases.map((one) => html`<li><a class="entry" href=${hashOf("cases", one.tracking_code)}>
      <span class="entry-top"><b class="code" dir="ltr">${one.tracking_code}</b>${one.is_overdue ? html`<span class="badge late">${p.callerLate}</span>` : html`<span class="soft">${one.time_left_fa ?? ""}</span>`}</span>
      <span class="preview">${one.description}</span>
      <span class="soft">${[one.kind_fa, one.agency_name, one.status_fa, one.created_at_fa].filter(Boolean).join(" · ")}</span></a></li>`)}</ul>`;
}

function find(event: Event, calls: CallerCases): void {
  event.preventDefault();
  if (calls.typed.trim()) void calls.find();
}
