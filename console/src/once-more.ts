/** Runs `step` on each request, one run at a time; a request during a run causes one more run afterwards. */
export function onceMore(step: () => Promise<void>): () => Promise<void> {
  let isRunning = false;
  let isWanted = false;
  return async () => {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await step();
    }
    isRunning = false;
  };
}
