import type { LitElement } from "lit";

/**
 * Puts the cursor into what `selector` finds, once the console has drawn what changed.
 *
 * Drawing is a microtask: no key that is typed in between goes into another field, as it may where
 * one waits for the next animation frame.
 */
export async function focusOn(selector: string): Promise<void> {
  const root = document.querySelector<LitElement>("desk-console");
  await root?.updateComplete;
  document.querySelector<HTMLElement>(selector)?.focus();
}
