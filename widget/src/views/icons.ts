import { html, type TemplateResult } from "lit/html.js";

/** An outline icon of 24 units; decoration only, its button carries the name. */
function outline(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}

export const icons = {
  chat: outline("M4 5h16v11H10l-4.5 3.5V16H4zM8 9.5h8M8 12.5h5"),
  /** To the right; the style turns it where it means another way. */
  arrow: outline("M5 12h14M13 6l6 6-6 6"),
  clock: outline("M12 3.5a8.5 8.5 0 1 0 .01 0M12 7.5V12l3 2"),
  human: outline("M12 4a4 4 0 1 0 .01 0M5 20a7 7 0 0 1 14 0"),
  track: outline("M6 4h12v16H6zM9 8.5h6M9 12h6M9 15.5h3"),
  close: outline("M6 6l12 12M18 6L6 18"),
  more: outline("M12 5.5v.01M12 12v.01M12 18.5v.01"),
  phone: outline("M6 4h4l1 5-2 1a11 11 0 0 0 5 5l1-2 5 1v4a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z"),
  out: outline("M10 5H5v14h14v-5M13 5h6v6M19 5l-8 8"),
  warn: outline("M12 4l9 16H3zM12 10v4.5M12 17v.01"),
  check: outline("M5 12.5l4.5 4.5L19 7.5"),
};

/** The assistant's sign: an eight-pointed star of two squares. */
export const sign = html`<svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M5 5h14v14H5zM12 2.1l9.9 9.9-9.9 9.9L2.1 12z" /><circle cx="12" cy="12" r="2.6" /></svg>`;
