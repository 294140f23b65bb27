import type { Problem } from "./core/problem.js";
import type { Strings } from "./strings/index.js";

/** A page of its own over the panel: a title that takes the focus, what is on it, and a way to close it. */
export class Dialog {
  protected readonly dialog = document.createElement("dialog");

  constructor(
    root: ShadowRoot,
    protected readonly t: Strings,
    private readonly title: string,
    private readonly done: string,
  ) {
    const { dir, lang } = { dir: t.direction, lang: t.lang };
    Object.assign(this.dialog, { className: "mine", dir, lang, ariaLabel: title, onclose: () => this.dialog.remove() });
    // What is typed here is not meant for the panel behind, and Escape leaves this alone.
    this.dialog.onkeydown = (event) => event.stopPropagation();
    root.append(this.dialog);
    this.dialog.showModal();
  }

  /** Shows what comes of a deed, or why nothing did. */
  protected async try(deed: () => Promise<Node[]>): Promise<void> {
    const buttons = this.dialog.querySelectorAll("button");
    buttons.forEach((button) => (button.disabled = true));
    const shown = await deed().catch((error: Problem) => [text("p", error.detail || this.t.tryAgain, "fault")]);
    this.page(...shown);
  }

  protected page(...nodes: Node[]): void {
    const close = this.button("quiet", this.done, () => this.dialog.close());
    const title = text("h3", this.title);
    title.tabIndex = -1;
    this.dialog.replaceChildren(title, ...nodes, close);
    title.focus();
  }

  /** What asks once more before a deed that cannot be taken back. */
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
