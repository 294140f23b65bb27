import { html, nothing, type TemplateResult } from "lit";
import { focusOn } from "../focus.js";
import { fa } from "../spans.js";
import type { Prepared } from "./along.js";
import { titleOf } from "./files.js";
import { megabytes, sizeOf } from "./sizes.js";
import type { CasesState } from "./state.js";
import { c } from "./strings.fa.js";

const KINDS = "image/jpeg,image/png,image/webp,application/pdf,audio/*";

/** The files that go with the words of the open form, and a way to add and remove some. */
export function alongView(cases: CasesState): TemplateResult | typeof nothing {
  const { along, sheet, page } = cases;
  if (!along.fits(sheet) || !(along.left || along.files.length)) return nothing;
  const choose = async ({ target }: Event): Promise<void> => {
    const input = target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // The same file, chosen again, is a choice too.
    input.value = "";
    await cases.addAlong(files);
    void focusOn(along.left ? "#along-add" : ".along button");
  };
  return html`<div class="along" role="group" aria-label=${c.along} aria-busy=${along.isBusy}>
    ${along.files.length ? html`<ul>${along.files.map((file, index) => fileView(cases, file, index))}</ul>` : nothing}
    ${along.left ? html`<label class="file-add">${c.alongAdd}<input id="along-add" class="unseen" type="file" multiple accept=${KINDS}
      aria-describedby="along-hint" ?disabled=${along.isBusy} @change=${choose}></label>` : nothing}
    <p class="notice" role="alert" ?hidden=${!along.fault}>${along.fault}</p>
    <p class="soft" id="along-hint">${along.left ? c.alongHint(fa(along.left), megabytes(along.maxBytes)) : c.alongFull}
      ${(page?.people ?? 1) > 1 ? c.alongAlone : ""}</p>
    <p class="soft" role="status">${along.isBusy ? c.alongBusy : along.said}</p>
  </div>`;
}

function fileView(cases: CasesState, file: Prepared, index: number): TemplateResult {
  const title = cases.along.name(file) ?? titleOf(file, index + 1);
  const drop = async (): Promise<void> => {
    await cases.dropAlong(file);
    void focusOn("#along-add");
  };
  return html`<li><p><span><bdi>${title}</bdi><span class="soft"> · ${sizeOf(file)}</span></span>
    <button type="button" class="small" aria-label=${`${c.alongDrop}: ${title}`} ?disabled=${cases.along.isBusy} @click=${drop}>${c.alongDrop}</button></p></li>`;
}
