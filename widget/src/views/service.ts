import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ServiceCard, Source } from "../core/contract.js";
import { isBare, sectionsOf, type Section } from "../core/decide.js";
import { localNumber } from "../core/digits.js";
import { telLink, webLink } from "../core/links.js";
import { factsOf } from "../core/sheet.js";
import { localDay } from "../core/time.js";
import { t } from "../strings/index.js";
import type { Actions } from "./actions.js";
import { checklist } from "./checklist.js";
import { icons } from "./icons.js";
import { linked } from "./words.js";

/** A service with everything known about it. */
export function serviceCard(card: ServiceCard, actions: Actions): TemplateResult {
  return html`<article class="card">
    <header><h3 lang="fa">${card.title}</h3><p class="agency" lang="fa">${card.agency.name}</p></header>
    ${body(card, actions)}
  </article>`;
}

/** Several services, each folded to its title. */
export function serviceList(cards: readonly ServiceCard[], actions: Actions): TemplateResult {
  return html`<div class="card list">
    <h3>${t.services}</h3>
    ${cards.slice(0, 3).map(
      (card) => html`<details class="service">
        <summary><span lang="fa">${card.title}</span><span class="agency" lang="fa">${card.agency.name}</span></summary>
        ${body(card, actions)}
      </details>`,
    )}
  </div>`;
}

function body(card: ServiceCard, actions: Actions): TemplateResult {
  return html`<p lang="fa">${linked(card.summary)}</p>
    <dl>${factsOf(card).map(fact)}${card.fee ? nothing : html`<div><dt>${t.fee}</dt><dd class="date">${t.noFee}</dd></div>`}</dl>
    ${sectionsOf(card).map((section) => fold(card, section, actions))}
    ${portal(card)}
    <div class="row">
      <a class="quiet" href=${actions.page(card.id)} target="_blank">${t.allFacts}<span class="unseen">${t.newTab}</span></a>
      ${isBare(card)
        ? nothing
        : html`<button class="quiet" @click=${() => actions.papers.print(card)}>${t.print}</button>
            <button class="quiet" @click=${() => actions.papers.save(card)}>${t.saveSheet}</button>`}
    </div>
    <p class="trust" data-level=${card.confidence}>
      ${card.source_note || t.confidence[card.confidence]}${card.verified_on
        ? html`<span>${t.verifiedOn(localDay(card.verified_on))}</span>`
        : nothing}
    </p>`;
}

function fact([name, value]: [string, string]): TemplateResult {
  const shown = name === t.phone ? phoneLink(value) : linked(value);
  return html`<div><dt>${name}</dt><dd lang="fa">${shown}</dd></div>`;
}

function phoneLink(phone: string): TemplateResult {
  const shown = html`<bdi dir="ltr">${phone}</bdi>`;
  const href = telLink(phone);
  return href ? html`<a href=${href}>${shown}</a>` : shown;
}

/** The part that most people come for is open from the start. */
function fold(card: ServiceCard, section: Section, actions: Actions): TemplateResult {
  return html`<details class="fold" ?open=${section === "documents"}>
    <summary>${t[section]}<span class="count">${localNumber(card[section]?.length ?? 0)}</span></summary>
    ${rows(card, section, actions)}
  </details>`;
}

function rows(card: ServiceCard, section: Section, actions: Actions): TemplateResult {
  if (section === "documents") return checklist(card, actions);
  if (section === "sources") return html`<ul>${card.sources?.map(source)}</ul>`;
  const items = card[section]?.map(item);
  return section === "steps" ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
}

function item(text: string): TemplateResult {
  return html`<li lang="fa">${linked(text)}</li>`;
}

function source({ address, name, date, date_fa }: Source): TemplateResult {
  const link = webLink(address);
  const day = date_fa || date;
  const shown = link
    ? html`<a href=${link.href} target="_blank" rel="noreferrer"><bdi>${name || link.site}</bdi></a>`
    : name || address;
  return html`<li>${shown}${day ? html` <span class="date">${t.dated(localDay(day))}</span>` : nothing}</li>`;
}

function portal(card: ServiceCard): TemplateResult | typeof nothing {
  const link = webLink(card.portal_url);
  if (!link) return nothing;
  return html`<a class="button" href=${link.href} target="_blank" rel="noreferrer">
    ${t.portal}${icons.out}<span class="unseen">${t.newTab}</span>
  </a>`;
}
