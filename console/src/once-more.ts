/** Runs `step` whenever it is asked for, one at a time; asked for meanwhile, it runs once more afterwards. */
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
