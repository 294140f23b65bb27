/** Opens the assistant; with words, it also says them. */
export type Summon = (words: string) => void;

/**
 * Lets a page open the assistant without a script of its own: a click on an element with `data-dastyar`, or the
 * submitting of a form with it. The attribute's value, or the form's first text field, is what the citizen asks.
 */
export function listenForSummons(summon: Summon, signal: AbortSignal): void {
  const hear = (event: Event) => {
    const caller = callerOf(event);
    if (!caller || caller instanceof HTMLFormElement !== (event.type === "submit")) return;
    event.preventDefault();
    summon(wordsOf(caller));
  };
  document.addEventListener("click", hear, { signal });
  document.addEventListener("submit", hear, { signal });
}

function callerOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>("[data-dastyar]") : null;
}

function wordsOf(caller: HTMLElement): string {
  return (caller.querySelector("input")?.value ?? caller.dataset.dastyar ?? "").trim();
}
