import { listen } from "./listen.js";

/** What a page can open the assistant for. */
export interface Summon {
  /** With words, it also says them. */
  ask(words: string): void;
  track(): void;
}

const CALLERS = "[data-dastyar], [data-dastyar-case]";

/**
 * Lets a page open the assistant without a script of its own: a click on an element with `data-dastyar`, or the
 * submitting of a form with it. The attribute's value, or the form's first text field, is what the citizen asks.
 * An element with `data-dastyar-case` opens the tracking of cases.
 */
export function listenForSummons(summon: Summon, signal: AbortSignal): void {
  const hear = (event: Event) => {
    const caller = callerOf(event);
    if (!caller || caller instanceof HTMLFormElement !== (event.type === "submit")) return;
    event.preventDefault();
    if (caller.dataset.dastyar === undefined) summon.track();
    else summon.ask(wordsOf(caller));
  };
  listen(document, "click submit", hear, signal);
}

function callerOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(CALLERS) : null;
}

function wordsOf(caller: HTMLElement): string {
  return (caller.querySelector("input")?.value ?? caller.dataset.dastyar ?? "").trim();
}
