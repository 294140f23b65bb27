import { html, nothing, type TemplateResult } from "lit";
import type { Colleague } from "../contract.js";
import { fa } from "../spans.js";
import type { DeskState } from "../state.js";
import { t } from "../strings.fa.js";

/** The colleagues to hand a conversation to: those present can be chosen, the others are named. */
export function colleaguesView(desk: DeskState, all: Colleague[] | undefined): TemplateResult {
  const here = all?.filter(({ presence }) => presence === "here") ?? [];
  const others = all?.filter(({ presence }) => presence !== "here") ?? [];
  return html`<div class="sheet" role="group" aria-label=${t.transferTo}>
    <p>${!all ? t.lookingAround : here.length ? t.transferTo : t.nobodyHere}</p>
    ${here.map((one) => colleagueView(desk, one))}
    <button class="quiet" @click=${() => desk.showSheet("none")}>${t.cancel}</button>
    ${others.length ? html`<p class="soft elsewhere">${t.elsewhere}: ${others.map(named).join("، ")}</p>` : nothing}
  </div>`;
}

function colleagueView(desk: DeskState, { id, name, role_fa, conversations }: Colleague): TemplateResult {
  return html`<button @click=${() => desk.transfer(id)}>
    ${name} (${role_fa}) <span class="soft">${conversations ? t.inHand(fa(conversations)) : t.freeHands}</span>
  </button>`;
}

function named({ name, presence_fa }: Colleague): string {
  return `${name} (${presence_fa})`;
}
