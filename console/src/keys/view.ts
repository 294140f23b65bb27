import { html, nothing, type TemplateResult } from "lit";
import type { Terms } from "../cases/contract.js";
import { asciiDigits } from "../digits.js";
import { described, faultView } from "../faults.js";
import { agencyView, givenIn, optionsView, sureView } from "../fields.js";
import { shownOnceView } from "../shown-once.js";
import type { Key, KeysState } from "./state.js";
import { k } from "./strings.fa.js";

/** Keys of other systems: those that there are, and the form for a new one. */
export function keysView(keys: KeysState, terms: Terms | undefined): TemplateResult {
  const { asked } = keys;
  return html`<main class="upkeep other-keys">
    <p class="notice" role="alert" ?hidden=${!keys.notice}>${keys.notice}</p>
    <p class="done" role="status" ?hidden=${!keys.done}>${keys.done}</p>
    ${keys.once ? shownOnceView(keys.once, () => keys.hide()) : nothing}
    <section class="panel" aria-labelledby="keys-title">
      <h2 id="keys-title" tabindex="-1">${k.title}</h2>
      <p class="soft">${k.hint}</p>
      ${keys.keys ? (keys.keys.length ? tableView(keys, keys.keys) : html`<p class="soft">${k.none}</p>`) : nothing}
      ${asked ? sureView(k.sure(asked.name), k.yes, () => void keys.revoke(asked), () => keys.ask(undefined)) : nothing}
    </section>
    ${formView(keys, terms)}
  </main>`;
}

function tableView(keys: KeysState, all: Key[]): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${k.table}><table class="stacked">
    <thead><tr><th scope="col">${k.name}</th><th scope="col">${k.scope}</th><th scope="col">${k.state}</th><th scope="col">${k.used}</th><th scope="col">${k.until}</th><td></td></tr></thead>
    <tbody>${all.map((key) => html`<tr data-id=${key.id}>
      <th scope="row">${key.name} <span class="soft"><bdi>${key.id}</bdi></span></th>
      <td data-label=${k.scope}>${key.scope_fa}${key.agency_name ? html` <span class="soft">${key.agency_name}</span>` : nothing}</td>
      <td data-label=${k.state}><span class="badge ${key.state === "valid" ? "active" : "disabled"}">${key.state_fa}</span></td>
      <td data-label=${k.used}>${key.last_used_at_fa ?? html`<span class="soft">${k.never}</span>`}</td>
      <td data-label=${k.until}>${key.expires_at_fa}</td>
      <td>${key.state === "revoked" ? nothing : html`<button class="small" aria-label=${k.revokeOf(key.name)} @click=${() => keys.ask(key)}>${k.revoke}</button>`}</td></tr>`)}</tbody>
  </table></div>`;
}

function formView(keys: KeysState, terms: Terms | undefined): TemplateResult {
  const { faults, scope } = keys;
  return html`<section class="panel" aria-labelledby="new-key-title">
    <h2 id="new-key-title">${k.newTitle}</h2>
    <form class="fields" novalidate aria-labelledby="new-key-title" @submit=${(event: SubmitEvent) => void make(event, keys)}>
      <div><label>${k.name}<input name="name" required maxlength="64" autocomplete="off" aria-invalid=${Boolean(faults.of("name"))}
        aria-describedby=${described(faults, "name", "key-name-hint")}></label><p class="soft" id="key-name-hint">${k.nameHint}</p>${faultView(faults, "name")}</div>
      <div><label>${k.days}<input name="days" inputmode="numeric" dir="ltr" maxlength="5" value="۳۶۵" autocomplete="off" aria-invalid=${Boolean(faults.of("days"))}
        aria-describedby=${described(faults, "days", "key-days-hint")}></label><p class="soft" id="key-days-hint">${k.daysHint}</p>${faultView(faults, "days")}</div>
      <label>${k.scope}<select name="scope" @change=${(event: Event) => keys.choose((event.target as HTMLSelectElement).value)}>
        ${optionsView(Object.entries(k.scopes), scope)}</select></label>
      ${scope === "agency"
        ? agencyView(faults, terms, "")
        : nothing}
      <button class="main">${k.make}</button>
    </form>
  </section>`;
}

async function make(event: SubmitEvent, keys: KeysState): Promise<void> {
  const form = event.target as HTMLFormElement;
  const { days = "", ...given } = givenIn(event);
  // Text that is not a number becomes a number that the server refuses, so that the fault appears beside its box.
  const wish = { ...given, days: /^\d{1,5}$/.test(asciiDigits(days)) ? Number(asciiDigits(days)) : 0 };
  if (!(await keys.make(wish))) return;
  form.reset();
  keys.choose("agency");
}
