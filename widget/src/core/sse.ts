/** One server-sent event. */
export interface ServerEvent {
  /** The event's own id or, as the standard has it, that of an event before; 0 before the first. */
  id: number;
  name: string;
  data: string;
}

/** The pieces of an answer as they arrive. */
export type Pieces = NonNullable<Response["body"]>;

/** The separator of two events: two line ends of any kind. */
const BLANK_LINE = /(?:\r\n|\n|\r(?!\n)){2}/;
/** A name and, after a colon, a value; a line that begins with a colon is a comment. */
const FIELD = /^(\w+)(?:: ?(.*))?$/gm;

/** Reads events from a response body; `onBytes` hears of every piece, comments included. */
export async function* readEvents(
  body: Pieces,
  onBytes: () => void,
): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let [rest, id] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBytes();
    const blocks = (rest + value).split(BLANK_LINE);
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const { data, ...event } = readBlock(block, id);
      id = event.id;
      if (data.length) yield { ...event, data: data.join("\n") };
    }
  }
}

function readBlock(block: string, id: number) {
  const event = { id, name: "message", data: [] as string[] };
  for (const [, field, value = ""] of block.matchAll(FIELD)) {
    if (field === "data") event.data.push(value);
    if (field === "event") event.name = value;
    if (field === "id" && /^\d+$/.test(value)) event.id = Number(value);
  }
  return event;
}
