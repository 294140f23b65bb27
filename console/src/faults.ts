import { html, nothing, type TemplateResult } from "lit";
import { Problem } from "./http.js";

/** The faults of a form, shown beside its controls; by the control's name. */
export class Faults {
  #words: Record<string, string> = {};
  /** The name of the first control at fault, for the cursor. */
  first: string | undefined;

  clear(): void {
    this.#words = {};
    this.first = undefined;
  }

  put(name: string, words: string): void {
    this.#words[name] = words;
    this.first ??= name;
  }

  /** The fault of a control; empty where there is none. */
  of(name: string): string {
    return this.#words[name] ?? "";
  }

  /**
   * Turns a refusal into words beside the controls that it names: `words` has one for each control, and
   * `whole` names the control that is at fault where the form does not fit together. Faults without a control are shown above.
   */
  async guard<T>(words: Record<string, string>, whole: string, step: () => Promise<T>): Promise<T> {
    this.clear();
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      for (const field of error.fields) {
        const name = field.replace(/^(body|query)\.?/, "").split(".")[0] || whole;
        const told = error.code === "invalid" ? words[name] : error.detail;
        if (told) this.put(name, told);
      }
      throw this.first ? new Problem(error.status, error.code, "") : error;
    }
  }
}

/** The words of a control's fault; the control names them by `aria-describedby`. */
export function faultView(faults: Faults, name: string): TemplateResult | typeof nothing {
  const words = faults.of(name);
  return words ? html`<p class="fault" id=${faultId(name)}>${words}</p>` : nothing;
}

export function faultId(name: string): string {
  return `fault-${name}`;
}

/** `aria-describedby` of a control: its hint, and its fault. */
export function described(faults: Faults, name: string, hint = ""): string {
  return [hint, faults.of(name) ? faultId(name) : ""].filter(Boolean).join(" ");
}
