import { listen } from "./listen.js";

/** On a narrow screen the panel fills it and the page behind is out of reach. */
const NARROW = "(max-width: 600px), (max-height: 520px)";

/** Shows the panel, with the whole screen to itself where that is small, or puts it away. */
export function showPanel(panel: HTMLDialogElement, open: boolean): void {
  if (panel.open === open) return;
  if (!open) panel.close();
  else if (matchMedia(NARROW).matches) panel.showModal();
  else panel.setAttribute("open", "");
}

/** A finger is used rather than a mouse: focusing a text box would raise the keyboard. */
export function isTouch(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

/** Keeps a full-screen panel above the on-screen keyboard. */
export function followKeyboard(host: HTMLElement, signal: AbortSignal): void {
  const view = window.visualViewport;
  const fit = () => {
    host.style.setProperty("--screen", `${view?.height}px`);
    host.style.setProperty("--screen-top", `${view?.offsetTop}px`);
  };
  listen(view, "resize scroll", fit, signal);
}

/** Makes a text box as high as its text; how high it may get is for the style to say. */
export function fitHeight(box: HTMLTextAreaElement): void {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}

/** A character that is typed where nothing takes it in. */
export function isTyped({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  const isCharacter = [...key].length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
  return isCharacter && !(target as Element).matches("input, textarea");
}
