import { listen } from "./listen.js";

/** Reasons for which a page can open the assistant. */
export interface Summon {
  /** With words, it also says them; with a choice, the words are the title of that choice. */
  ask(words: string, choice?: string): void;
  track(): void;
}

const CALLERS = "[data-dastyar], [data-dastyar-case]";

/**
 * Lets a page open the assistant without its own script: a click on an element with `data-dastyar`, or the
 * submitting of a form with it. The citizen asks the attribute's value, or the form's first text field.
 * With `data-dastyar-choice` beside it, that choice is made, and the value is its title: `service:ID` shows the card of
 * a service. An element with `data-dastyar-case` opens the tracking of cases.
 */
export function listenForSummons(summon: Summon, signal: AbortSignal): void {
  const hear = (event: Event) => {
    const caller = callerOf(event);
    if (!caller || caller instanceof HTMLFormElement !== (event.type === "submit")) return;
    event.preventDefault();
    const { dastyar, dastyarChoice } = caller.dataset;
    if (dastyar === undefined) summon.track();
    else summon.ask(caller.querySelector("input")?.value ?? dastyar, dastyarChoice);
  };
  listen(document, "click submit", hear, signal);
}

function callerOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(CALLERS) : null;
}
