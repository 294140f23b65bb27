import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Owner } from "../core/contract.js";
import { t } from "../strings/index.js";
import { icons, sign } from "./icons.js";
import type { Rating } from "./rating.js";

/** What the header shows and does. */
export interface Header {
  readonly owner: Owner;
  readonly menu: MenuState;
  /** What there is to save. */
  readonly entries: readonly unknown[];
  readonly rating: Pick<Rating, "canAsk">;
  /** The citizen wants larger letters. */
  readonly isLarge: boolean;
  toggleMenu(): void;
  pick(item: MenuItem): void;
}

/** The menu is open, or asks whether everything shown may be cleared. */
export type MenuState = "shut" | "open" | "confirm";

export type MenuItem = "save" | "larger" | "smaller" | "rate" | "restart" | "restartNow" | "keep";

/** `close` is missing where the panel cannot be closed. */
export function headerView(header: Header, close: (() => void) | undefined): TemplateResult {
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
      @click=${() => header.toggleMenu()}
    >
      ${icons.more}
    </button>
    ${menuView(header)}
    ${close
      ? html`<button class="tool" aria-label=${t.close} @click=${close}>${icons.close}</button>`
      : nothing}
  </div>`;
}

function menuView(header: Header): TemplateResult {
  const { menu } = header;
  const item = (name: MenuItem) =>
    html`<li><button data-item=${name} @click=${() => header.pick(name)}>${t[name]}</button></li>`;
  const items =
    menu === "confirm"
      ? html`<li class="ask">${t.restartAsk}</li>${item("restartNow")}${item("keep")}`
      : html`${header.entries.length ? item("save") : nothing}${item(header.isLarge ? "smaller" : "larger")}
          ${header.rating.canAsk ? item("rate") : nothing}${item("restart")}`;
  return html`<ul id="menu" class="menu" ?hidden=${menu === "shut"}>${items}</ul>`;
}
