import type { Headers } from "./core/request.js";
import type { Problem } from "./core/problem.js";
import type { Strings } from "./strings/index.js";

/** A page above the panel, for rare tasks: a title that takes the focus, content, and a button that closes it. */
export class Dialog {
  protected readonly frame = document.createElement("dialog");

  constructor(
    root: ShadowRoot,
    protected readonly t: Strings,
    private readonly title: string,
    protected done: string,
  ) {
    const { direction: dir, lang } = t;
    Object.assign(this.frame, { className: "mine", dir, lang, ariaLabel: title, onclose: () => this.frame.remove() });
    // Text typed here is not meant for the panel behind, and Escape closes only this page.
    this.frame.onkeydown = (event) => event.stopPropagation();
    root.append(this.frame);
    this.frame.showModal();
  }

  protected page(...nodes: Node[]): void {
    const close = this.button("quiet", this.done, () => this.frame.close());
    const title = text("h3", this.title);
    title.tabIndex = -1;
    this.frame.replaceChildren(title, ...nodes, close);
    title.focus();
  }

  /** Shows the result of an action, or the reason why it failed. */
  protected async try(deed: () => Promise<Node[]>): Promise<void> {
    this.hold(true);
    const shown = await deed().catch((error: Problem) => [text("p", this.why(error), "fault")]);
    this.page(...shown);
  }

  protected hold(isBusy: boolean): void {
    this.frame.querySelectorAll("button").forEach((button) => (button.disabled = isBusy));
  }

  protected why(error: Problem): string {
    return error.detail || this.t.tryAgain;
  }

  /** Asks for a confirmation before an action that cannot be undone. */
  protected asking(question: string, yes: string, deed: () => Promise<Node[]>): () => void {
    return () => this.page(text("p", question), this.button("button", yes, () => this.try(deed)));
  }

  protected button(kind: string, name: string, does: () => unknown): HTMLElement {
    const button = text("button", name, kind);
    button.onclick = does;
    return button;
  }
}

export function text(tag: string, words: string, className = ""): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent: words, className });
}

export function list(items: readonly string[]): HTMLElement {
  const list = document.createElement("ul");
  list.append(...items.map((one) => text("li", one)));
  return list;
}

/** A pin in groups of three digits. */
export function pinShown(pin: string): HTMLElement {
  return text("code", pin.replace(/\d{3}(?=\d)/g, "$& "));
}

/** A header that nobody can guess: a repeated request with it gets the same new pin, should the answer be lost. */
export function secretKey(): Headers {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  return { "Idempotency-Key": bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("") };
}
