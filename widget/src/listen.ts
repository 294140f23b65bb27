/** Hears several kinds of events, named with spaces between them, until `signal`. */
export function listen(
  target: EventTarget | null | undefined,
  names: string,
  hear: (event: Event) => void,
  signal: AbortSignal,
): void {
  for (const name of names.split(" ")) target?.addEventListener(name, hear, { signal });
}
