import "./styles/index.css";
import { beside } from "./beside.js";
import { DastyarChat } from "./chat.js";

const NAME = "dastyar-chat";

/** A font has to be known to the page itself, even for text inside an element. */
function addFont(): void {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = beside("fonts/vazirmatn.css");
  document.head.append(link);
}

/** Fills the element's style sheet; without it the element works, unadorned. */
async function addStyle(): Promise<void> {
  const response = await fetch(beside("dastyar.css"));
  if (response.ok) await DastyarChat.style.replace(await response.text());
}

if (!customElements.get(NAME)) {
  addFont();
  addStyle()
    .catch(() => undefined)
    .then(() => customElements.define(NAME, DastyarChat));
}
