import { html, type TemplateResult } from "lit";

/** A secret that is shown this once: its title, the secret, and its use. */
export interface ShownOnce {
  title: string;
  text: string;
  hint: string;
}

const w = { copy: "رونوشت", copied: "رونوشت برداشته شد.", close: "برداشتم، پنهان شود" } as const;

/** Shows it with a way to copy it; `hide` forgets it. */
export function shownOnceView({ title, text, hint }: ShownOnce, hide: () => void): TemplateResult {
  return html`<section class="panel once" aria-labelledby="once-title">
    <h2 id="once-title" tabindex="-1">${title}</h2>
    <p>${hint}</p>
    <p class="secret" id="once-text" dir="ltr">${text}</p>
    <p class="buttons"><button class="main" @click=${(event: Event) => void copy(event, text)}>${w.copy}</button>
      <button id="once-hide" @click=${hide}>${w.close}</button><span role="status" class="soft"></span></p>
  </section>`;
}

/** Where the browser lets no page write into the clipboard, the text is marked, to be copied by hand. */
async function copy(event: Event, text: string): Promise<void> {
  const button = event.currentTarget as HTMLElement;
  const told = button.parentElement?.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(text);
    if (told) told.textContent = w.copied;
  } catch {
    const shown = document.getElementById("once-text");
    if (shown) getSelection()?.selectAllChildren(shown);
  }
}
