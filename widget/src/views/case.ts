import { html, nothing, type TemplateResult } from "lit/html.js";
import type { CaseReply } from "../core/contract.js";
import { caseTitle } from "../core/spoken.js";
import { localDay } from "../core/time.js";
import { t } from "../strings/index.js";
import type { Keeping } from "../receipt.js";
import type { Actions } from "./actions.js";
import { icons } from "./icons.js";

/** A filed or looked-up case; its pin is here only in the answer that filed it. */
export function caseCard(reply: CaseReply, actions: Actions): TemplateResult {
  const due = reply.due_at_fa || reply.due_at;
  return html`<article class="card case">
    <h3>${caseTitle(reply)}</h3>
    ${secret(t.trackingCode, reply.tracking_code, actions)}
    ${reply.pin
      ? html`${secret(t.pin, reply.pin, actions)}
          <p class="warning">${icons.warn}<span>${t.pinWarning}</span></p>
          ${keeping(reply, actions)}`
      : nothing}
    <dl>
      <div><dt>${t.status}</dt><dd class="status">${t.caseStatus[reply.status] ?? reply.status_fa}</dd></div>
      <div><dt>${t.agency}</dt><dd>${reply.agency.name}</dd></div>
      ${due ? html`<div><dt>${t.due}</dt><dd>${localDay(due)}</dd></div>` : nothing}
    </dl>
    <button class="button" @click=${() => actions.track(reply.tracking_code, reply.pin)}>${icons.track}${t.caseProgress}</button>
  </article>`;
}

/** The receipt on paper, in a file, or wherever the device can send it. */
function keeping(reply: CaseReply, { papers }: Actions): TemplateResult {
  const button = (how: Keeping, name: string) =>
    html`<button class="quiet" @click=${() => papers.receipt(how, reply)}>${name}</button>`;
  return html`<div class="row" role="group" aria-label=${t.receiptOf}>
    ${button("save", t.saveSheet)}${button("print", t.print)}${"share" in navigator ? button("share", t.shareReceipt) : nothing}
  </div>`;
}

function secret(name: string, value: string, actions: Actions): TemplateResult {
  const click = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    const code = button.previousElementSibling as HTMLElement;
    button.toggleAttribute("data-done", await actions.copy(code));
  };
  return html`<div class="code">
    <span>${name}</span><code dir="ltr">${value}</code>
    <button class="quiet" aria-label=${`${t.copy} ${name}`} @click=${click}>
      <span class="before">${t.copy}</span><span class="after">${icons.check}${t.copied}</span>
    </button>
  </div>`;
}
