import type { AlongWords } from "./along-words.js";
import type { Schemas } from "./core/schemas.js";
import { make } from "./make.js";

/** A case's data about the citizen who files it. */
export type Contact = Schemas["ContactIn"];

const LONGEST_NAME = 100;

/** The citizen who files a case: anonymous, unless they choose to give a number or a name. */
export class Who {
  readonly node: HTMLDetailsElement;
  readonly #named: HTMLInputElement;
  readonly #mobile: Field;
  readonly #name: Field;

  /** `canText` decides the purpose of a number: news by text message, or a call. */
  constructor(canText: Promise<boolean>, private readonly words: AlongWords) {
    const { who, anonymous, anonymousWhat, named, namedWhat } = words;
    this.#mobile = new Field("along-mobile", words.mobile, "", { type: "tel", autocomplete: "tel", maxLength: 24, dir: "ltr" });
    this.#name = new Field("along-name", words.name, words.nameWhat, { autocomplete: "name", maxLength: LONGEST_NAME, dir: "auto" });
    const fields = make("div", { className: "fields", hidden: true }, this.#mobile.node, this.#name.node);
    this.#named = radio();
    const nobody = radio();
    nobody.checked = true;
    const choices = [way(nobody, anonymous, anonymousWhat), way(this.#named, named, namedWhat)];
    const stands = make("summary", { textContent: words.nobody });
    const legend = make("legend", { className: "unseen", textContent: who });
    this.node = make("details", { className: "fold" }, stands, make("fieldset", {}, legend, ...choices, fields));
    this.node.onchange = () => {
      fields.hidden = !this.#named.checked;
      stands.textContent = this.#named.checked ? words.somebody : words.nobody;
    };
    void canText.then((can) => (this.#mobile.about.textContent = can ? words.mobileText : words.mobileCall));
  }

  /** The number and name, if the citizen chose to give them and they are valid. */
  get contact(): Contact | undefined {
    const mobile = mobileOf(this.#mobile.value);
    const name = this.#name.value.trim();
    if (!this.#named.checked || mobile === undefined || !(mobile || name)) return undefined;
    return { ...(mobile && { mobile }), ...(name && { name }) };
  }

  /** Whether the choice is clear; else the field says what is missing. */
  isClear(): boolean {
    const fault = mobileOf(this.#mobile.value) === undefined ? this.words.mobileWrong : this.words.neither;
    const isClear = !this.#named.checked || !!this.contact;
    // A field that is folded away cannot be gone to.
    this.node.open ||= !isClear;
    this.#mobile.say(isClear ? "" : fault);
    return isClear;
  }
}

/** A text field with its name, its purpose, and its fault. */
class Field {
  readonly about: HTMLElement;
  readonly node: HTMLElement;
  readonly #box: HTMLInputElement;
  readonly #fault: HTMLElement;

  constructor(id: string, title: string, about: string, has: Partial<HTMLInputElement>) {
    this.#box = make("input", { id, className: "box", ...has });
    this.about = make("p", { id: `${id}-about`, className: "date", textContent: about });
    this.#fault = make("p", { id: `${id}-fault`, className: "fault", role: "alert" });
    this.#box.setAttribute("aria-describedby", `${this.#fault.id} ${this.about.id}`);
    const label = make("label", { htmlFor: id, textContent: title });
    this.node = make("div", {}, label, this.#box, this.#fault, this.about);
    this.#box.oninput = () => this.#show("");
  }

  get value(): string {
    return this.#box.value;
  }

  /** Shows a fault and moves the focus there; an empty string means no fault. */
  say(fault: string): void {
    this.#show(fault);
    if (fault) this.#box.focus();
  }

  #show(fault: string): void {
    this.#fault.textContent = fault;
    this.#box.ariaInvalid = `${!!fault}`;
  }
}

function radio(): HTMLInputElement {
  return make("input", { type: "radio", name: "along-who" });
}

function way(button: HTMLInputElement, title: string, what: string): HTMLElement {
  const told = make("span", {}, make("b", { textContent: title }), make("span", { className: "date", textContent: what }));
  return make("label", {}, button, told);
}

/** A mobile number as machines read it, from digits of any script, with gaps or the country's code; undefined for anything else. */
function mobileOf(typed: string): string | undefined {
  const digits = typed.replace(/[۰-۹٠-٩]/g, (digit) => `${digit.charCodeAt(0) & 15}`).replace(/[\s().–-]/g, "");
  const mobile = digits.replace(/^(?:\+|00)98|^98(?=9\d{9}$)/, "0").replace(/^(?=9\d{9}$)/, "0");
  return !mobile || /^09\d{9}$/.test(mobile) ? mobile : undefined;
}
