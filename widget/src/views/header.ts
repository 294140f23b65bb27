import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Owner } from "../core/contract.js";
import { t } from "../strings/index.js";
import { icons, sign } from "./icons.js";

/** What the header shows and does. */
export interface Header {
  owner: Owner;
  menu: MenuState;
  /** The menu offers to save what was said. */
  canSave: boolean;
  /** The menu offers a rating. */
  canRate: boolean;
  isLarge: boolean;
  toggleMenu(): void;
  pick(item: MenuItem): void;
  /** Missing where the panel cannot be closed. */
  close?: (() => void) | undefined;
}

/** The menu is open, or asks whether everything shown may be cleared. */
export type MenuState = "shut" | "open" | "confirm";

export type MenuItem = "save" | "larger" | "smaller" | "rate" | "restart" | "restartNow" | "keep";

export function headerView(header: Header): TemplateResult {
  return html`<div class="head">
    ${sign}
    <div class="who">
      <h2 id="title">${t.title}</h2>
      <p data-owner=${header.owner}>${t.owner[header.owner]}</p>
    </div>
    <button
      id="more"
      class="tool"
      aria-label=${t.menu}
      aria-expanded=${header.menu !== "shut"}
      aria-controls="menu"
      @click=${header.toggleMenu}
    >
      ${icons.more}
    </button>
    ${menuView(header)}
    ${header.close
      ? html`<button class="tool" aria-label=${t.close} @click=${header.close}>${icons.close}</button>`
      : nothing}
  </div>`;
}

function menuView({ menu, canSave, canRate, isLarge, pick }: Header): TemplateResult {
  const item = (name: MenuItem) =>
    html`<li><button data-item=${name} @click=${() => pick(name)}>${t[name]}</button></li>`;
  const items =
    menu === "confirm"
      ? html`<li class="ask">${t.restartAsk}</li>${item("restartNow")}${item("keep")}`
      : html`${canSave ? item("save") : nothing}${item(isLarge ? "smaller" : "larger")}
          ${canRate ? item("rate") : nothing}${item("restart")}`;
  return html`<ul id="menu" class="menu" ?hidden=${menu === "shut"}>${items}</ul>`;
}
