import { Pause } from "./pause.js";
import { Problem } from "./problem.js";
import { readEvents, type Pieces, type ServerEvent } from "./sse.js";

/** A stream without even a heartbeat for this long is taken for dead. */
const SILENCE_MS = 45_000;

/** The conversation, as far as the stream that listens to it needs it. */
export interface Listener {
  connect(signal: AbortSignal): Promise<Pieces>;
  heard(event: ServerEvent): void;
  /** The line is up, or trying to get up again. */
  line(up: boolean): void;
  /** The server no longer knows the conversation. */
  stale(): void;
}

/** Listens to the events of one conversation and reconnects until it is closed. */
export class EventStream {
  #current: AbortController | undefined;
  #closed = false;

  constructor(
    private readonly listener: Listener,
    private readonly silenceMs = SILENCE_MS,
    private readonly pause = new Pause(),
  ) {}

  /** Resolves when the stream is closed or the conversation is gone. */
  async listen(): Promise<void> {
    for (let attempt = 0; !this.#closed; ) {
      const lost = await this.#once();
      if (this.#closed) return;
      if (lost.isStale) return this.listener.stale();
      const wasUp = lost.status === 200;
      attempt = wasUp ? 0 : attempt + 1;
      if (!wasUp) this.listener.line(false);
      await this.pause.before(Math.max(0, attempt - 1), lost);
    }
  }

  /** Tries again at once if it was waiting. */
  wake(): void {
    this.pause.wake();
  }

  close(): void {
    this.#closed = true;
    this.#current?.abort();
    this.pause.wake();
  }

  /** One connection, up to its end; the problem's status is 200 if it had been up. */
  async #once(): Promise<Problem> {
    const connection = (this.#current = new AbortController());
    let silence: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(silence);
      silence = setTimeout(() => connection.abort(), this.silenceMs);
    };
    let up = false;
    try {
      alive();
      const body = await this.listener.connect(connection.signal);
      up = true;
      this.listener.line(true);
      for await (const event of readEvents(body, alive)) if (!this.#closed) this.listener.heard(event);
      return new Problem(200);
    } catch (error) {
      return !up && error instanceof Problem ? error : new Problem(up ? 200 : 0);
    } finally {
      clearTimeout(silence);
    }
  }
}
