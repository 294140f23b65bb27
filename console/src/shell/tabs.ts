import { html, nothing, type TemplateResult } from "lit";
import { fa } from "../spans.js";
import { hashOf, type Tab } from "./places.js";
import { s } from "./strings.fa.js";

/** The parts of the console that one may see; links, so that the browser's back works. */
export function tabsView(tabs: Tab[], current: Tab, needHand: Partial<Record<Tab, number>>): TemplateResult | typeof nothing {
  if (tabs.length < 2) return nothing;
  return html`<nav class="tabs" aria-label=${s.parts}>
    ${tabs.map((tab) => {
      const count = needHand[tab] ?? 0;
      return html`<a href=${hashOf(tab)} aria-current=${tab === current ? "page" : "false"}>${s.tabs[tab]}
        ${count ? html`<span class="badge"><span aria-hidden="true">${fa(count)}</span><span class="unseen">${s.needsHand(fa(count))}</span></span>` : nothing}</a>`;
    })}
  </nav>`;
}
