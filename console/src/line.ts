/** What the desk tells an open console, by the names of its events. */
export class Line {
  #events: EventSource | undefined;

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
    events.onerror = () => this.isDown(true);
  }

  close(): void {
    this.#events?.close();
  }
}
