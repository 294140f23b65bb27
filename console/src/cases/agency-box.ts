import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { joined } from "../folding.js";
import type { AgencyNamed } from "./contract.js";
import { k } from "./table-strings.fa.js";

const MOST = 12;
let boxes = 0;

/** The agencies of which every word of `typed` is in the name or another name, the nearest first. */
export function matching(agencies: AgencyNamed[], typed: string): AgencyNamed[] {
  const wanted = joined(typed);
  const words = wanted.split(/\s+/).filter(Boolean);
  const rank = (one: AgencyNamed): number => {
    const names = [one.title, ...one.aliases].map(joined);
    if (names.includes(wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted))) return 1;
    const closed = wanted.replace(/\s/g, "");
    return names.some((name) => words.every((word) => name.includes(word)) || name.replace(/\s/g, "").includes(closed)) ? 2 : 3;
  };
  return agencies.map((one) => [rank(one), one] as const).filter(([found]) => found < 3)
    .sort(([one], [other]) => one - other).map(([, one]) => one);
}

/**
 * A combobox of agencies: one types a name, an alias or a part, and picks. It is a control of its form, which gets the id
 * under `name` and may reset it; `change` reports a choice. Without one the value is empty.
 */
export class AgencyBox extends LitElement {
  static readonly formAssociated = true;
  static override properties = {
    agencies: { attribute: false }, value: {}, label: {}, name: { reflect: true }, all: {}, fault: {}, required: { type: Boolean },
  };

  declare agencies: AgencyNamed[];
  declare value: string;
  declare label: string;
  declare name: string;
  /** The text in the box while nothing is chosen. */
  declare all: string;
  /** The id of the words about the fault of the choice; empty where there is none. */
  declare fault: string;
  declare required: boolean;
  #typed: string | undefined;
  #isOpen = false;
  #active = 0;
  readonly #id = `agency-box-${++boxes}`;
  readonly #ofForm = this.attachInternals();

  constructor() {
    super();
    [this.agencies, this.value, this.label, this.name, this.all, this.fault, this.required] = [[], "", "", "agency_id", "", "", false];
  }

  /** The form is emptied. */
  formResetCallback(): void {
    this.value = "";
    this.#show(false);
  }

  override focus(options?: FocusOptions): void {
    this.querySelector("input")?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("value")) this.#ofForm.setFormValue(this.value);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const found = this.#found;
    const isOpen = found !== undefined;
    const title = this.agencies.find(({ id }) => id === this.value)?.title ?? "";
    return html`<label for=${this.#id}>${this.label}</label>
      <div class="combo">
        <input id=${this.#id} role="combobox" autocomplete="off" maxlength="80" aria-expanded=${isOpen} aria-autocomplete="list"
          aria-controls=${`${this.#id}-list`} aria-activedescendant=${isOpen && found.length ? this.#optionId(this.#active) : nothing}
          aria-invalid=${Boolean(this.fault)} aria-describedby=${this.fault || nothing}
          placeholder=${this.all || k.agencyHint} ?required=${this.required} .value=${this.#typed ?? title}
          @input=${this.#type} @keydown=${this.#key} @change=${this.#hush} @blur=${this.#leave} @click=${this.#begin}>
        <ul role="listbox" id=${`${this.#id}-list`} aria-label=${this.label} ?hidden=${!isOpen || !found.length}>
          ${(found ?? []).map((one, index) => this.#optionView(one, index))}</ul>
        ${isOpen && !found.length ? html`<p class="soft combo-none" role="status">${k.noAgency}</p>` : nothing}
      </div>`;
  }

  #optionView(one: AgencyNamed, index: number): TemplateResult {
    const alias = one.aliases.find((name) => joined(name).includes(joined(this.#typed ?? "")));
    // Pressing must not take the focus away, or the list would be gone before the click.
    return html`<li role="option" id=${this.#optionId(index)} aria-selected=${index === this.#active}
      @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.#pick(one)}>${one.title}
      ${this.#typed && alias && !joined(one.title).includes(joined(this.#typed)) ? html`<span class="soft">${alias}</span>` : nothing}</li>`;
  }

  get #found(): AgencyNamed[] | undefined {
    return this.#isOpen ? matching(this.agencies, this.#typed ?? "").slice(0, this.#typed ? MOST : undefined) : undefined;
  }

  #optionId(index: number): string {
    return `${this.#id}-${index}`;
  }

  readonly #begin = (event: Event): void => {
    if (this.#isOpen) return;
    (event.target as HTMLInputElement).select();
    this.#show(true);
  };

  readonly #type = (event: Event): void => {
    event.stopPropagation();
    this.#show(true, (event.target as HTMLInputElement).value);
  };

  /** Typed words are not a choice yet: only the box itself reports a change. */
  readonly #hush = (event: Event): void => event.stopPropagation();

  #show(isOpen: boolean, typed?: string): void {
    // When somebody opens the whole list, the mark is at the chosen agency.
    const chosen = typed ? 0 : this.agencies.findIndex(({ id }) => id === this.value);
    [this.#isOpen, this.#typed, this.#active] = [isOpen, typed, Math.max(chosen, 0)];
    this.requestUpdate();
    if (isOpen) void this.updateComplete.then(() => this.#intoSight());
  }

  readonly #key = (event: KeyboardEvent): void => {
    const found = this.#found;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) {
      if (found?.length) this.#go((this.#active + step + found.length) % found.length);
      else if (!found) this.#show(true, this.#typed);
    } else if (event.key === "Enter" && !event.ctrlKey && found?.[this.#active]) this.#pick(found[this.#active] as AgencyNamed);
    else if (event.key === "Escape" && found) this.#show(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #go(to: number): void {
    this.#active = to;
    this.requestUpdate();
    this.#intoSight();
  }

  #intoSight(): void {
    document.getElementById(this.#optionId(this.#active))?.scrollIntoView({ block: "nearest" });
  }

  #pick({ id }: AgencyNamed): void {
    this.#set(id);
  }

  /** On leaving: a name that only one agency has becomes the choice, an empty box means none, else the earlier choice stays. */
  readonly #leave = (): void => {
    const typed = this.#typed?.trim();
    const [first] = typed ? matching(this.agencies, typed) : [];
    const isNamed = first && [first.title, ...first.aliases].map(joined).includes(joined(typed ?? ""));
    if (isNamed) this.#pick(first);
    else if (typed === "") this.#set("");
    else this.#show(false);
  };

  #set(id: string): void {
    const isNew = id !== this.value;
    this.value = id;
    this.#show(false);
    if (isNew) this.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
customElements.define("agency-box", AgencyBox);
