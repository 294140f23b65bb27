import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ServiceCard, Source } from "../core/contract.js";
import { openSection, sectionsOf, type Section } from "../core/decide.js";
import { persianNumber, toPersianDigits } from "../core/digits.js";
import { siteName, telLink, webLink } from "../core/links.js";
import { jalaliDay } from "../core/time.js";
import { t } from "../strings.fa.js";
import { icons } from "./icons.js";

/** A service with everything known about it. */
export function serviceCard(card: ServiceCard, act?: string): TemplateResult {
  return html`<article class="card">
    <header><h3>${card.title}</h3><p class="agency">${card.agency.name}</p></header>
    ${body(card, act)}
  </article>`;
}

/** Several services, each folded to its title. */
export function serviceList(cards: readonly ServiceCard[], act?: string): TemplateResult {
  return html`<div class="card list">
    <h3>${t.services}</h3>
    ${cards.slice(0, 3).map(
      (card) => html`<details class="service">
        <summary><span>${card.title}</span><span class="agency">${card.agency.name}</span></summary>
        ${body(card, act)}
      </details>`,
    )}
  </div>`;
}

function body(card: ServiceCard, act?: string): TemplateResult {
  return html`<p dir="auto">${card.summary}</p>
    ${facts(card)} ${sectionsOf(card).map((section) => fold(card, section, openSection(act) === section))}
    ${portal(card)}
    <p class="trust" data-level=${card.confidence}>
      ${card.source_note || t.confidence[card.confidence]}${card.verified_on
        ? html`<span>${t.verifiedOn(jalaliDay(card.verified_on))}</span>`
        : nothing}
    </p>`;
}

function facts(card: ServiceCard): TemplateResult | typeof nothing {
  const { audience, fee, processing_time: time, phone } = card;
  if (!audience && !fee && !time && !phone) return nothing;
  return html`<dl>
    ${fact(t.audience, audience)} ${fact(t.fee, fee && toPersianDigits(fee))} ${fact(t.processingTime, time && toPersianDigits(time))}
    ${fact(t.phone, phone && phoneLink(phone))}
  </dl>`;
}

function fact(name: string, value: unknown): TemplateResult | typeof nothing {
  return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;
}

function phoneLink(phone: string): TemplateResult {
  const shown = html`<bdi dir="ltr">${toPersianDigits(phone)}</bdi>`;
  const href = telLink(phone);
  return href ? html`<a href=${href}>${shown}</a>` : shown;
}

function fold(card: ServiceCard, section: Section, open: boolean): TemplateResult {
  const rows = section === "sources" ? card.sources?.map(source) : card[section]?.map(item);
  return html`<details class="fold" ?open=${open}>
    <summary>${t[section]}<span class="count">${persianNumber(rows?.length ?? 0)}</span></summary>
    ${section === "steps" ? html`<ol>${rows}</ol>` : html`<ul>${rows}</ul>`}
  </details>`;
}

function item(text: string): TemplateResult {
  return html`<li>${text}</li>`;
}

function source({ address, date, date_fa }: Source): TemplateResult {
  const href = webLink(address);
  const day = date_fa || date;
  const name = href
    ? html`<a href=${href} target="_blank" rel="noreferrer"><bdi dir="ltr">${siteName(href)}</bdi></a>`
    : address;
  return html`<li>${name}${day ? html` <span class="date">${t.dated(jalaliDay(day))}</span>` : nothing}</li>`;
}

function portal(card: ServiceCard): TemplateResult | typeof nothing {
  const href = webLink(card.portal_url);
  if (!href) return nothing;
  return html`<a class="button" href=${href} target="_blank" rel="noreferrer">
    ${t.portal}${icons.out}<span class="unseen">${t.newTab}</span>
  </a>`;
}
