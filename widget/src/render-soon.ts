/** Gives what asks for a rendering: one comes after any number of changes in the same go, and then the promise resolves. */
export function renderSoon(render: () => void): () => Promise<void> {
  let coming: Promise<void> | undefined;
  return () =>
    (coming ??= Promise.resolve().then(() => {
      coming = undefined;
      render();
    }));
}
