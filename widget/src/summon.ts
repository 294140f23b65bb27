import { listen } from "./listen.js";

/** What a page can open the assistant for. */
export interface Summon {
  /** With words, it also says them; a choice is what they are the title of. */
  ask(words: string, choice?: string): void;
  track(): void;
}

const CALLERS = "[data-dastyar], [data-dastyar-case]";

/**
 * Lets a page open the assistant without a script of its own: a click on an element with `data-dastyar`, or the
 * submitting of a form with it. The attribute's value, or the form's first text field, is what the citizen asks.
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
