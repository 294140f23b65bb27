import { html, LitElement, nothing, type TemplateResult } from "lit";
import { persianDigits } from "../digits.js";
import { fa } from "../spans.js";
import { jalaliOf, monthName, monthOf, monthsLater, today, weekdayName, weekdayOf } from "./jalali.js";
import { d } from "./strings.fa.js";
import { inWords, readBack, written } from "./writing.js";

const HOURS = Array.from({ length: 48 }, (_, half) => `${`${half >> 1}`.padStart(2, "0")}:${half % 2 ? "30" : "00"}`);
/** Days that a key goes on by; the page reads from the right, and so does the calendar. */
const STEPS: Record<string, number> = { ArrowLeft: 1, ArrowRight: -1, ArrowDown: 7, ArrowUp: -7 };

/**
 * A button that opens a calendar for the field before it, by the date picker dialog pattern of ARIA. The chosen day is
 * written into the field, where it can be changed by hand.
 */
export class DayPicker extends LitElement {
  static override properties = { field: {}, title: {}, withTime: { type: Boolean } };

  /** The field's id and its name. */
  declare field: string;
  declare title: string;
  /** Whether an hour may be chosen too. */
  declare withTime: boolean;
  #isOpen = false;
  /** The day that the cursor is on, and the one that is chosen. */
  #at = 0;
  #chosen: number | undefined;
  #time = "";

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<button type="button" class="day-button" aria-haspopup="dialog" aria-label=${d.open(this.title)} title=${d.open(this.title)} @click=${() => void this.#open()}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 6.5h16v13H4zM4 10.5h16M8.5 4v4M15.5 4v4"></path></svg></button>
      ${this.#isOpen ? this.#dialogView() : nothing}`;
  }

  async #open(): Promise<void> {
    const held = readBack(this.#input.value);
    [this.#chosen, this.#time] = [held?.day, held?.time ?? ""];
    this.#at = held?.day ?? today();
    this.#isOpen = true;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector("dialog")!.showModal();
    this.#focus();
  }

  #dialogView(): TemplateResult {
    const heading = `${this.field}-month`;
    return html`<dialog class="calendar" aria-label=${d.open(this.title)} @close=${(event: Event) => this.#closed(event)} @keydown=${(event: KeyboardEvent) => event.stopPropagation()}
        @click=${(event: Event) => event.target === event.currentTarget && this.#close()}>
      <div class="calendar-head">
        ${this.#turnView(d.lastYear, "»", -12)}${this.#turnView(d.lastMonth, "›", -1)}
        <h2 id=${heading} aria-live="polite">${monthName(this.#at)} ${fa(jalaliOf(this.#at).year)}</h2>
        ${this.#turnView(d.nextMonth, "‹", 1)}${this.#turnView(d.nextYear, "«", 12)}
      </div>
      ${this.#gridView(heading)}
      ${this.withTime ? this.#timeView() : nothing}
      <p class="soft on-keys">${d.keys}</p>
      <p class="buttons">
        ${this.withTime ? html`<button type="button" class="main" @click=${() => this.#take()}>${d.take}</button>
          <button type="button" @click=${() => this.#write(d.now)}>${d.now}</button>` : nothing}
        <button type="button" @click=${() => this.#go(today())}>${d.today}</button>
        ${this.#input.value ? html`<button type="button" class="clear-day" @click=${() => this.#write("")}>${d.clear}</button>` : nothing}
        <button type="button" class="quiet" @click=${() => this.#close()}>${d.close}</button>
      </p></dialog>`;
  }

  /** The past is on the right; `dir` keeps the signs from being mirrored. */
  #turnView(words: string, sign: string, months: number): TemplateResult {
    return html`<button type="button" aria-label=${words} title=${words} @click=${() => this.#turn(months)}><span dir="ltr">${sign}</span></button>`;
  }

  #gridView(heading: string): TemplateResult {
    const { first, length } = monthOf(this.#at);
    const start = first - weekdayOf(first);
    const weeks = Math.ceil((first + length - start) / 7);
    return html`<table role="grid" aria-labelledby=${heading} @keydown=${(event: KeyboardEvent) => this.#key(event)}>
      <thead><tr>${[0, 1, 2, 3, 4, 5, 6].map((place) => {
        const name = weekdayName(start + place);
        return html`<th scope="col" abbr=${name}><span aria-hidden="true">${name[0]}</span><span class="unseen">${name}</span></th>`;
      })}</tr></thead>
      <tbody>${Array.from({ length: weeks }, (_, week) => html`<tr>${[0, 1, 2, 3, 4, 5, 6].map((place) => {
        const day = start + week * 7 + place;
        return day < first || day >= first + length ? html`<td></td>` : this.#dayView(day);
      })}</tr>`)}</tbody></table>`;
  }

  #dayView(day: number): TemplateResult {
    return html`<td role="gridcell" tabindex=${day === this.#at ? 0 : -1} data-day=${day} class=${weekdayOf(day) === 6 ? "friday" : ""} aria-label=${inWords(day)}
      aria-selected=${day === this.#chosen} aria-current=${day === today() ? "date" : nothing} @click=${() => this.#choose(day)}>${fa(jalaliOf(day).day)}</td>`;
  }

  #timeView(): TemplateResult {
    const hours = !this.#time || HOURS.includes(this.#time) ? HOURS : [...HOURS, this.#time].sort();
    return html`<label class="calendar-time">${d.time}<select @change=${(event: Event) => (this.#time = (event.target as HTMLSelectElement).value)}>
      <option value="" .selected=${!this.#time}>${d.wholeDay}</option>
      ${hours.map((hour) => html`<option value=${hour} .selected=${hour === this.#time}>${persianDigits(hour)}</option>`)}</select></label>`;
  }

  #key(event: KeyboardEvent): void {
    const [step, week] = [STEPS[event.key], weekdayOf(this.#at)];
    if (step) this.#go(this.#at + step);
    else if (event.key === "Home") this.#go(this.#at - week);
    else if (event.key === "End") this.#go(this.#at + 6 - week);
    else if (event.key === "PageUp") this.#go(monthsLater(this.#at, event.shiftKey ? -12 : -1));
    else if (event.key === "PageDown") this.#go(monthsLater(this.#at, event.shiftKey ? 12 : 1));
    else if (event.key === " ") this.#choose(this.#at);
    else if (event.key === "Enter") {
      this.#chosen = this.#at;
      this.#take();
    } else return;
    event.preventDefault();
  }

  /** Moves the cursor to a day; the month follows. */
  #go(day: number): void {
    this.#at = day;
    this.requestUpdate();
    void this.updateComplete.then(() => this.#focus());
  }

  /** Turns the page; the button that did it keeps the cursor. */
  #turn(months: number): void {
    this.#at = monthsLater(this.#at, months);
    this.requestUpdate();
  }

  /** Where an hour may follow, the day is marked first; else it is taken at once. */
  #choose(day: number): void {
    this.#chosen = day;
    if (!this.withTime) return this.#take();
    this.#go(day);
  }

  #take(): void {
    this.#write(written({ day: this.#chosen ?? this.#at, time: this.#time }));
  }

  #write(words: string): void {
    const input = this.#input;
    input.value = words;
    for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
    this.#close();
  }

  /** The cursor goes back to the button. */
  #close(): void {
    this.querySelector("dialog")?.close();
  }

  /** The browser reports the closing later; meanwhile the calendar may be open again. */
  #closed(event: Event): void {
    if ((event.currentTarget as HTMLDialogElement).open) return;
    this.#isOpen = false;
    this.requestUpdate();
  }

  #focus(): void {
    this.querySelector<HTMLElement>(`[data-day="${this.#at}"]`)?.focus();
  }

  get #input(): HTMLInputElement {
    return document.getElementById(this.field) as HTMLInputElement;
  }
}
