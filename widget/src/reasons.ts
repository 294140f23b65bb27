import { make } from "./make.js";
import { REASONS_FA, type Reason } from "./reason-words.js";
import type { Strings } from "./strings/index.js";

/** The citizen's reasons for a score. */
export interface Told {
  reasons: Reason[];
  comment: string | undefined;
}

/** The reasons for a score: six to choose from and room for words, all voluntary. */
export function reasonsView(t: Strings, send: (told: Told) => unknown): HTMLElement {
  const words = t.reasons ?? REASONS_FA;
  const ask = make("p", { id: "because", textContent: words.ask });
  const chips = Object.entries(words.names).map(([reason, name]) => chip(reason, name));
  const group = make("div", {}, ...chips);
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", ask.id);
  const label = make("label", { htmlFor: "why", textContent: t.caseWhat.verdict });
  const box = make("textarea", { id: "why", className: "box", rows: 2, maxLength: 1000 });
  const button = make("button", { className: "button", textContent: t.caseSend });
  button.onclick = () => {
    const chosen = chips.filter(({ ariaPressed }) => ariaPressed === "true");
    send({ reasons: chosen.map(({ value }) => value as Reason), comment: box.value.trim() || undefined });
  };
  return make("section", { className: "reasons" }, ask, group, label, box, button);
}

function chip(reason: string, name: string): HTMLButtonElement {
  const button = make("button", { className: "chip", value: reason, textContent: name, ariaPressed: "false" });
  button.onclick = () => (button.ariaPressed = `${button.ariaPressed === "false"}`);
  return button;
}
