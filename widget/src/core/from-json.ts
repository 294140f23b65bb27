/** The content of a JSON text, of unknown shape; undefined if the text is not JSON, or null. */
export function fromJson<T>(text: string): Partial<T> | undefined {
  try {
    return (JSON.parse(text) as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}
