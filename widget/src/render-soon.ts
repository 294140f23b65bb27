/** Gives a function that requests a rendering. All requests of one task share one; the promise resolves after it. */
export function renderSoon(render: () => void): () => Promise<void> {
  let coming: Promise<void> | undefined;
  return () =>
    (coming ??= Promise.resolve().then(() => {
      coming = undefined;
      render();
    }));
}
