/** Milliseconds until the line is tried again, by chance between these: not all consoles at once. */
const AGAIN_MS = [2000, 5000] as const;

/** The events that the desk sends to an open console, by their names. */
export class Line {
  #events: EventSource | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  /** `heard` has who hears each event; `isDown` hears when the line breaks, and when it holds again. */
  constructor(private readonly heard: Map<string, (data: never) => void>, private readonly isDown: (isDown: boolean) => void) {}

  open(): void {
    const events = new EventSource("/api/v1/desk/events");
    this.#events = events;
    for (const [name, hear] of this.heard) {
      events.addEventListener(name, (event) => hear(JSON.parse((event as MessageEvent<string>).data) as never));
    }
    events.addEventListener("signed_out", () => location.assign("/desk/sign-in"));
    events.onopen = () => this.isDown(false);
    events.onerror = () => {
      this.isDown(true);
      // A browser reconnects a broken line, but not after an answer that is not a stream, such as a proxy's 503.
      if (events.readyState === EventSource.CLOSED) void this.#comeBack();
    };
  }

  close(): void {
    clearTimeout(this.#again);
    this.#events?.close();
    this.#events = undefined;
  }

  async #comeBack(): Promise<void> {
    const session = await fetch("/api/v1/desk/session").catch(() => undefined);
    if (session?.status === 401) return location.assign("/desk/sign-in");
    if (!this.#events) return;
    const [least, most] = AGAIN_MS;
    this.#again = setTimeout(() => this.open(), least + Math.random() * (most - least));
  }
}
