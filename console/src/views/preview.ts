import { html, nothing, type TemplateResult } from "lit";
import type { ServiceCard } from "../contract.js";
import type { DeskState } from "../state.js";
import { t } from "../strings.fa.js";

/** A card as the citizen would get it, before it is sent. */
export function previewView(desk: DeskState, card: ServiceCard): TemplateResult {
  return html`<section class="case-sheet preview-card" aria-labelledby="preview-title">
    <h2 id="preview-title">${t.previewOf}</h2>
    <p><b>${card.title}</b> <span class="soft">${card.agency.name}</span></p>
    <p>${card.summary}</p>
    <dl>
      ${fact(t.fee, card.fee)} ${fact(t.duration, card.processing_time)}
      ${list(t.documents, card.documents)} ${list(t.steps, card.steps)}
    </dl>
    <div class="buttons">
      <button class="main" id="send-card" @click=${() => void desk.sendCard(card)}>${t.sendCard}</button>
      <button class="quiet" @click=${() => desk.cards.preview(undefined)}>${t.cancel}</button>
    </div>
  </section>`;
}

function fact(title: string, words: string | undefined): TemplateResult | typeof nothing {
  return words ? html`<div><dt>${title}</dt><dd>${words}</dd></div>` : nothing;
}

function list(title: string, all: string[] | undefined): TemplateResult | typeof nothing {
  return all?.length ? html`<div><dt>${title}</dt><dd><ul>${all.map((one) => html`<li>${one}</li>`)}</ul></dd></div>` : nothing;
}
