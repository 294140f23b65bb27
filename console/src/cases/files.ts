import { html, nothing, type TemplateResult } from "lit";
import { fa } from "../spans.js";
import type { CaseFile } from "./contract.js";
import { sizeOf } from "./sizes.js";
import type { CasesState } from "./state.js";
import { c } from "./strings.fa.js";

/** Digits after «PDF» would be read with it, from left to right, were there no mark between. */
export const titleOf = ({ kind_fa }: Pick<CaseFile, "kind_fa">, number: number): string =>
  `${kind_fa.replace(/[A-Za-z]$/, "$&\u200f")} ${fa(number)}`;

/** The files from and to the citizen: each is fetched when somebody asks for it. */
export function filesView(cases: CasesState): TemplateResult | typeof nothing {
  const { list } = cases.files;
  if (!list.length) return nothing;
  return html`<section class="files">
    <h3>${c.files}</h3>
    <p class="soft">${c.filesHint}</p>
    <ul>${list.map((file, index) => html`<li>${fileView(cases, file, titleOf(file, index + 1))}</li>`)}</ul>
  </section>`;
}

function fileView(cases: CasesState, file: CaseFile, title: string): TemplateResult {
  const address = cases.files.address(file);
  const about = html`<span>${title}<span class="soft"> · ${c.fileBy[file.by]} · ${sizeOf(file)} · ${file.at_fa}</span></span>`;
  if (!address) {
    return html`<p>${about}
      <button class="small" aria-label=${`${c.fileShow[file.kind]}: ${title}`} @click=${() => cases.fetchFile(file)}>${c.fileShow[file.kind]}</button></p>`;
  }
  return html`<p>${about}<a class="save" href=${address} download=${file.name} aria-label=${`${c.fileSave}: ${title}`}>${c.fileSave}</a></p>
    ${shown(file, address, title)}`;
}

function shown({ kind, by }: CaseFile, address: string, title: string): TemplateResult | typeof nothing {
  if (kind === "image") return html`<img src=${address} alt=${c.fileAlt(title, c.fileBy[by])}>`;
  return kind === "voice" ? html`<audio controls src=${address} aria-label=${title}></audio>` : nothing;
}

/** The files of a step, as the list calls them. */
export function alongOf({ files }: CasesState, numbers: number[]): string {
  const titles = files.list.flatMap((file, index) => (numbers.includes(file.number) ? [titleOf(file, index + 1)] : []));
  return titles.join("، ");
}
