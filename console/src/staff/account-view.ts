import { html, nothing, type TemplateResult } from "lit";
import type { Terms } from "../cases/contract.js";
import { givenIn, sureView } from "../fields.js";
import { focusOn } from "../focus.js";
import { hashOf } from "../shell/places.js";
import { commonView } from "./form-view.js";
import type { StaffAccountPage, StaffState, Step } from "./state.js";
import { a } from "./strings.fa.js";

const SURE: Record<Step, string> = { "sign-out": a.signOutSure, renew: a.renewSure, disable: a.disableSure };

/** One account: its data, the places where its holder is signed in, and the possible actions. */
export function accountView(staff: StaffState, account: StaffAccountPage, terms: Terms | undefined): TemplateResult {
  return html`<section class="panel" aria-labelledby="account-title">
    <p><a href=${hashOf("accounts")}>${a.back}</a></p>
    <div class="case-head"><h2 id="account-title" tabindex="-1">${account.name}</h2><span class="badge ${account.state}">${account.state_fa}</span></div>
    <p class="soft"><bdi>${account.login}</bdi> · ${account.role_fa}${account.agency_name ? html` · ${account.agency_name}` : nothing} · ${a.created(account.created_at_fa)}</p>
    ${account.until_fa ? html`<p class="soft">${a.until(account.until_fa)}</p>` : nothing}
    ${account.is_own ? html`<p class="soft">${a.ownHint}</p>` : stepsView(staff, account)}
  </section>
  <section class="panel" aria-labelledby="change-title">
    <h3 id="change-title">${a.change}</h3>
    ${account.is_own ? nothing : html`<p class="soft">${a.changeHint}</p>`}
    <form class="fields" novalidate aria-labelledby="change-title" @submit=${(event: SubmitEvent) => change(event, staff, account)}>
      ${commonView(staff, account, terms, account.is_own)}
      <button class="main">${a.save}</button>
    </form>
  </section>
  <section class="panel" aria-labelledby="signed-title">
    <h3 id="signed-title">${a.sessions}</h3>
    ${account.signed_in.length
      ? html`<ul class="closures">${account.signed_in.map((one) => html`<li><p><b>${one.device_fa}</b></p>
          <p class="soft">${a.began(one.began_at_fa)}</p><p class="soft">${a.seenAt(one.seen_at_fa)}</p></li>`)}</ul>`
      : html`<p class="soft">${a.notIn}</p>`}
  </section>`;
}

function stepsView(staff: StaffState, account: StaffAccountPage): TemplateResult {
  const { asked } = staff;
  const isClosed = account.state === "disabled";
  const ask = (step: Step, words: string): TemplateResult =>
    html`<button aria-expanded=${asked === step} @click=${() => askFor(staff, step)}>${words}</button>`;
  return html`<div class="buttons" role="group" aria-label=${a.steps}>
      ${account.sessions ? ask("sign-out", a.signOut) : nothing}
      ${ask("renew", a.renew)}
      ${isClosed ? html`<button @click=${() => void staff.enable()}>${a.enable}</button>` : ask("disable", a.disable)}
    </div>
    ${asked ? sureView(SURE[asked], a.yes, () => void staff.take(asked), () => staff.ask(undefined)) : nothing}`;
}

function askFor(staff: StaffState, step: Step): void {
  staff.ask(staff.asked === step ? undefined : step);
  if (staff.asked) void focusOn("#sure-yes");
}

/** A disabled control is not in the form: one's own role stays unchanged. */
function change(event: SubmitEvent, staff: StaffState, account: StaffAccountPage): void {
  const agency = account.agency_id ? { agency_id: account.agency_id } : {};
  const fixed = account.is_own ? { role: account.role, ...agency } : {};
  void staff.change({ ...givenIn(event), ...fixed });
}
