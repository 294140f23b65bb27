import type { LitElement } from "lit";

/**
 * Moves the cursor to the element that `selector` finds, once the console has drawn the changes.
 *
 * Drawing is a microtask: no key that is typed in between goes into another field, as it may where
 * one waits for the next animation frame.
 */
export async function focusOn(selector: string): Promise<void> {
  const root = document.querySelector<LitElement>("desk-console");
  await root?.updateComplete;
  document.querySelector<HTMLElement>(selector)?.focus();
}

/** Up and down go from one of the list's `selector` to the next. */
export function walk(event: KeyboardEvent, selector: string): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey) return;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(selector)];
  const to = all[all.indexOf(document.activeElement as HTMLElement) + step];
  if (!to) return;
  event.preventDefault();
  to.focus();
}
