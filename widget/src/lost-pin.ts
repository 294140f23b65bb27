import type { CaseVisit } from "./case-visit.js";
import type { Problem } from "./core/problem.js";
import { Dialog, pinShown, secretKey, text } from "./dialog.js";
import { LOST_FA, type LostWords } from "./lost-words.js";
import { FA, type MineWords } from "./mine-words.js";
import type { Strings } from "./strings/index.js";
import type { Schemas } from "./core/schemas.js";

/** Shows how a citizen who has lost the pin gets another: by a code sent to the mobile number of the case. */
export function showLostPin(root: ShadowRoot, visit: CaseVisit, t: Strings): void {
  new LostPin(root, visit, t).begin();
}

class LostPin extends Dialog {
  readonly #words: LostWords;
  readonly #own: MineWords;
  /** The same at every try, so that a pin whose answer was lost is given again. */
  readonly #key = secretKey();

  constructor(
    root: ShadowRoot,
    private readonly visit: CaseVisit,
    t: Strings,
  ) {
    const own = t.own ?? FA;
    super(root, t, t.lostPin, own.done);
    [this.#words, this.#own] = [t.lost ?? LOST_FA, own];
  }

  begin(): void {
    const { how, send, codeShort } = this.#words;
    this.page(
      text("p", how),
      this.#form("lost-code", this.t.trackingCode, send, this.visit.code, async (typed) => {
        if (!/^[0-9A-Z]{8}$/.test(typed)) return codeShort;
        const { ticket } = await this.visit.api.json<Schemas["Ticket"]>(`cases/${typed}/lost-pin`, {}, {});
        this.#sent(typed, ticket);
        return "";
      }),
    );
  }

  #sent(code: string, ticket: string): void {
    const { sent, code: title, smsShort } = this.#words;
    this.page(
      text("p", sent),
      this.#form("lost-sms", title, this.#own.pinNow, "", async (typed) => {
        if (!/^\d{6}$/.test(typed)) return smsShort;
        const { pin } = await this.visit.api.json<Schemas["NewPin"]>(`cases/${code}/lost-pin/code`, this.#key, { ticket, code: typed });
        this.#shown(code, pin);
        return "";
      }),
    );
  }

  #shown(code: string, pin: string): void {
    const see = this.button("button", this.#words.see, () => {
      this.frame.close();
      this.visit.start(code, pin);
    });
    this.page(text("p", this.#own.pinNew), pinShown(pin), see);
  }

  /** One field and its button; `does` gives the reason why the typed text is not accepted, or an empty string. */
  #form(id: string, title: string, name: string, value: string, does: (typed: string) => Promise<string>): HTMLElement {
    const form = document.createElement("form");
    const label = Object.assign(text("label", title), { htmlFor: id });
    const more = { id, value, className: "box", dir: "ltr", autocomplete: id === "lost-sms" ? "one-time-code" : "off", maxLength: 40, spellcheck: false };
    const field = Object.assign(document.createElement("input"), more);
    field.inputMode = id === "lost-sms" ? "numeric" : "text";
    const fault = Object.assign(text("p", "", "fault"), { id: `${id}-fault`, role: "alert" });
    field.setAttribute("aria-describedby", fault.id);
    form.append(label, field, fault, text("button", name, "button"));
    form.onsubmit = (event) => {
      event.preventDefault();
      void this.#submit(field, fault, does);
    };
    return form;
  }

  async #submit(field: HTMLInputElement, fault: HTMLElement, does: (typed: string) => Promise<string>): Promise<void> {
    this.hold(true);
    fault.textContent = await does(this.visit.typed(field.value)).catch((error: Problem) => this.why(error));
    this.hold(false);
    if (!fault.textContent) return;
    field.ariaInvalid = "true";
    field.focus();
  }
}
