/** Renders once after any number of changes made in the same go. */
export class RenderSoon {
  #coming: Promise<void> | undefined;

  constructor(private readonly render: () => void) {}

  /** Resolves when what has changed by now is on the page. */
  ask(): Promise<void> {
    return (this.#coming ??= Promise.resolve().then(() => {
      this.#coming = undefined;
      this.render();
    }));
  }
}
