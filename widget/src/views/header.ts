import { html, nothing, type TemplateResult } from "lit/html.js";
import { t, type LANGUAGES } from "../strings/index.js";
import { icons, sign } from "./icons.js";
import type { Rating } from "./rating.js";
import type { Talk } from "./talk.js";

/** The header's data and actions. */
export interface Header {
  readonly talk: Talk;
  readonly menu: MenuState;
  readonly rating: Pick<Rating, "canAsk">;
  /** The citizen wants larger letters. */
  readonly isLarge: boolean;
  /** There is a list of the citizen's cases. */
  readonly hasCases: boolean;
  toggleMenu(): void;
  pick(item: MenuItem): void;
}

/** The menu is open, or asks whether everything shown may be cleared. */
export type MenuState = "shut" | "open" | "confirm";

export type MenuItem = "save" | "cases" | "mine" | "larger" | "smaller" | "rate" | "restart" | "restartNow" | "keep";

/** The state of the panel on the page, as far as the header can change it. */
export interface HeaderStand {
  /** The languages to choose from. */
  languages: typeof LANGUAGES;
  /** Takes a language of the interface into use. */
  speak(code: string): void;
  /** Missing where the panel cannot be closed. */
  close: (() => void) | undefined;
}

export function headerView(header: Header, { close, ...stand }: HeaderStand): TemplateResult {
  return html`<div class="head">
    ${sign}
    <div class="who">
      <h2 id="title">${t.title}</h2>
      <p data-owner=${header.talk.owner}>${t.owner[header.talk.owner]}</p>
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
    ${menuView(header, stand)}
    ${close
      ? html`<button class="tool" aria-label=${t.close} @click=${close}>${icons.close}</button>`
      : nothing}
  </div>`;
}

function menuView(header: Header, { languages, speak }: Omit<HeaderStand, "close">): TemplateResult {
  const { menu } = header;
  const item = (name: MenuItem) =>
    html`<li><button data-item=${name} @click=${() => header.pick(name)}>${t[name]}</button></li>`;
  const items =
    menu === "confirm"
      ? html`<li class="ask">${t.restartAsk}</li>${item("restartNow")}${item("keep")}`
      : html`${header.hasCases ? item("cases") : nothing}${header.talk.entries.length ? html`${item("save")}${item("mine")}` : nothing}${item(header.isLarge ? "smaller" : "larger")}
          ${header.rating.canAsk ? item("rate") : nothing}${item("restart")}
          ${languages.length > 1
            ? html`<li>
                <div class="languages" role="group" aria-label=${t.language}>
                  ${languages.map((one) => language(one, speak))}
                </div>
              </li>`
            : nothing}`;
  return html`<ul id="menu" class="menu" ?hidden=${menu === "shut"}>${items}</ul>`;
}

function language([code, name]: [string, string], speak: HeaderStand["speak"]): TemplateResult {
  return html`<button lang=${code} aria-pressed=${code === t.lang} @click=${() => speak(code)}>${name}</button>`;
}
