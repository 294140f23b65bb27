import { html, nothing, type TemplateResult } from "lit";
import type { Terms } from "../cases/contract.js";
import { described, faultView } from "../faults.js";
import { agencyView, givenIn, optionsView } from "../fields.js";
import { focusOn } from "../focus.js";
import { hashOf } from "../shell/places.js";
import type { StaffAccount, StaffState } from "./state.js";
import { a } from "./strings.fa.js";

/** The form for a new account. */
export function newView(staff: StaffState, terms: Terms | undefined): TemplateResult {
  const { faults } = staff;
  return html`<section class="panel" aria-labelledby="new-title">
    <p><a href=${hashOf("accounts")}>${a.back}</a></p>
    <h2 id="new-title" tabindex="-1">${a.newTitle}</h2>
    <p class="soft">${a.newHint}</p>
    <form class="fields" novalidate aria-labelledby="new-title" @submit=${(event: SubmitEvent) => invite(event, staff)}>
      <div><label>${a.login}<input name="login" dir="ltr" required maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false"
        aria-invalid=${Boolean(faults.of("login"))} aria-describedby=${described(faults, "login", "login-hint")}></label>
        <p class="soft" id="login-hint">${a.loginHint}</p>${faultView(faults, "login")}</div>
      ${commonView(staff, undefined, terms, false)}
      <button class="main">${a.make}</button>
    </form>
  </section>`;
}

/** Name, role and agency: the fields that a new account and a changed one have in common. */
export function commonView(staff: StaffState, account: StaffAccount | undefined, terms: Terms | undefined, isFixed: boolean): TemplateResult {
  const { faults, role } = staff;
  return html`<div><label>${a.name}<input name="name" required maxlength="100" autocomplete="off" .value=${account?.name ?? ""}
      aria-invalid=${Boolean(faults.of("name"))} aria-describedby=${described(faults, "name")}></label>${faultView(faults, "name")}</div>
    <div><label>${a.role}<select name="role" ?disabled=${isFixed} aria-describedby="role-hint" @change=${(event: Event) => staff.choose((event.target as HTMLSelectElement).value)}>
      ${optionsView(Object.entries(a.roles), role)}</select></label><p class="soft" id="role-hint">${a.mayDo[role]}</p></div>
    ${role === "clerk"
      ? agencyView(faults, terms, account?.agency_id ?? "")
      : nothing}`;
}

async function invite(event: SubmitEvent, staff: StaffState): Promise<void> {
  const form = event.target as HTMLFormElement;
  if (!(await staff.invite(givenIn(event)))) return;
  form.reset();
  staff.choose("operator");
  await focusOn("#once-title");
}
