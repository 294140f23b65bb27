import { html, type TemplateResult } from "lit";
import { s, shortcuts } from "./strings.fa.js";

const ID = "help";

/** The list of shortcuts, shown over everything. */
export function helpView(): TemplateResult {
  return html`<dialog id=${ID} aria-labelledby="help-title" @click=${closeOutside}>
    <form method="dialog">
      <header><h2 id="help-title">${s.help}</h2><button class="quiet">${s.close}</button></header>
      <div class="shortcuts">
        ${shortcuts.map(
          ({ title, keys }) => html`<section><h3>${title}</h3>
            <dl>${keys.map(([key, words]) => html`<div><dt><kbd dir="ltr">${key}</kbd></dt><dd>${words}</dd></div>`)}</dl>
          </section>`,
        )}
      </div>
    </form>
  </dialog>`;
}

/** Shows the list, or hides it. */
export function toggleHelp(): void {
  const dialog = document.getElementById(ID) as HTMLDialogElement | null;
  if (dialog?.open) dialog.close();
  else dialog?.showModal();
}

/** Whether the list is shown. */
export function isHelpOpen(): boolean {
  return Boolean((document.getElementById(ID) as HTMLDialogElement | null)?.open);
}

function closeOutside(event: Event): void {
  if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
}
