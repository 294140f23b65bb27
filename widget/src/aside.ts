import { listen } from "./listen.js";

/** Controls and text fields of a page, which the launcher must not cover. */
const CONTROLS = "a[href],button,input,select,textarea,label,summary,[role=button]";
/** The number of points to test across and down, some 12 pixels apart: no control is smaller both ways. */
const [ACROSS, DOWN] = [10, 5];
const PAUSE_MS = 80;

/**
 * Keeps the launcher off the controls of the page, until `signal`: whenever something moves it shows itself with its name, as
 * a bare `sign`, or with a strip of itself at the `edge`, which covers only the margin; the first that covers nothing.
 */
export function stepAside(host: HTMLElement, signal: AbortSignal): void {
  let withName = 0;
  let coming: unknown;
  const look = () => {
    coming = undefined;
    const launcher = host.shadowRoot!.querySelector<HTMLElement>("#launcher");
    const home = host.getBoundingClientRect();
    if (!launcher || !home.height) return;
    if (!launcher.dataset.place) withName = home.width;
    // The bare sign is as wide as it is high.
    const isFree = (width: number) => !isOnControl(host, home, width);
    launcher.dataset.place = isFree(withName) ? "" : isFree(home.height) ? "sign" : "edge";
  };
  const soon = () => void (coming ||= setTimeout(look, PAUSE_MS));
  listen(window, "resize", soon, signal);
  // Parts of a page that scroll by themselves are heard, too.
  addEventListener("scroll", soon, { signal, capture: true });
  // The page grows as pictures come and details open, and the element does when its panel is shut.
  const sizes = new ResizeObserver(soon);
  sizes.observe(document.documentElement);
  sizes.observe(host);
  signal.onabort = () => sizes.disconnect();
}

/** Whether the page's topmost element anywhere below the launcher, or an element around it, is a control. */
function isOnControl(host: HTMLElement, { left, top, height }: DOMRect, width: number): boolean {
  for (let row = 0; row <= DOWN; row++) {
    for (let column = 0; column <= ACROSS; column++) {
      const below = document.elementsFromPoint(left + (width * column) / ACROSS, top + (height * row) / DOWN);
      if (below.find((element) => element !== host)?.closest(CONTROLS)) return true;
    }
  }
  return false;
}
