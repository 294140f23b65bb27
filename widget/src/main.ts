import "./styles/index.css";
import { beside } from "./beside.js";
import { DastyarChat } from "./chat.js";

const NAME = "dastyar-chat";

/** A font has to be known to the page itself, even for text inside an element; and so how a paper is printed. */
function addPageStyle(): void {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = beside("page.css");
  document.head.append(link);
}

/** Fills the element's style sheet; without it the element works, unadorned. */
async function addStyle(): Promise<void> {
  const response = await fetch(beside("dastyar.css"));
  if (response.ok) await DastyarChat.style.replace(await response.text());
}

if (!customElements.get(NAME)) {
  addPageStyle();
  addStyle()
    .catch(() => undefined)
    .then(() => customElements.define(NAME, DastyarChat));
}
