/** What a JSON text holds, of which nothing is certain; undefined if it is none, or null. */
export function fromJson<T>(text: string): Partial<T> | undefined {
  try {
    return (JSON.parse(text) as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}
