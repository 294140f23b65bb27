/** One server-sent event. */
export interface ServerEvent {
  /** The event's own id or, as the standard has it, that of an event before; 0 before the first. */
  id: number;
  name: string;
  data: string;
}

const LINE_END = /\r\n|\n|\r/;
/** A name and, after a colon, a value; a line that begins with a colon is a comment. */
const FIELD = /^(\w+)(?:: ?(.*))?/;

/** Turns the text of an event stream, in whatever pieces it arrives, into events. */
export class EventParser {
  #rest = "";
  #id = 0;
  #name = "";
  #data: string[] = [];

  /** Takes the next piece and gives the events that it completes. */
  feed(piece: string): ServerEvent[] {
    const text = this.#rest + piece;
    const held = text.endsWith("\r") ? 1 : 0; // its "\n" may still be on the way
    const lines = text.slice(0, text.length - held).split(LINE_END);
    this.#rest = (lines.pop() ?? "") + (held ? "\r" : "");
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line: string): ServerEvent[] {
    if (!line) return this.#flush();
    const [, field, value = ""] = FIELD.exec(line) ?? [];
    if (field === "data") this.#data.push(value);
    else if (field === "event") this.#name = value;
    else if (field === "id" && /^\d+$/.test(value)) this.#id = Number(value);
    return [];
  }

  #flush(): ServerEvent[] {
    const event = { id: this.#id, name: this.#name || "message", data: this.#data.join("\n") };
    const complete = this.#data.length > 0;
    this.#name = "";
    this.#data = [];
    return complete ? [event] : [];
  }
}

/** Reads events from a response body; `onBytes` hears of every piece, comments included. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onBytes: () => void,
): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBytes();
    yield* parser.feed(decoder.decode(value, { stream: true }));
  }
}
