import { fromJson } from "./from-json.js";

/** A request that did not succeed: an HTTP problem document, or no answer at all. */
export class Problem extends Error {
  constructor(
    /** The HTTP status, or 0 when nothing came back. */
    readonly status: number,
    /** The server's Persian words on the next step, if it sent any. */
    readonly detail = "",
    /** How many milliseconds the server asked to wait, if it did. */
    readonly waitMs?: number | undefined,
    /** The work that the server asks for before it accepts the request, if any. */
    readonly puzzle?: unknown,
    /** The problem's code, for programs. */
    readonly code?: string | undefined,
  ) {
    super(detail);
  }

  /** The conversation is unknown to the server or its token no longer opens it. */
  get isStale(): boolean {
    return [401, 404, 410].includes(this.status);
  }

  /** Trying the same request again may well succeed. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 500 || [408, 429].includes(this.status);
  }
}

/** A thrown value as a problem; a value of another type means that no answer came. */
export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0);
}

/** Reads a failed response into a `Problem`; a body that is not a problem document is ignored. */
export async function readProblem(response: Response): Promise<Problem> {
  const body = await response.text();
  const { puzzle, code } = fromJson<{ puzzle: unknown; code: string }>(body) ?? {};
  return new Problem(response.status, detailOf(body), retryAfter(response.headers.get("Retry-After")), puzzle, code);
}

/** Milliseconds named by a `Retry-After` value in seconds, as the assistant sends it; a date counts as none. */
export function retryAfter(value: string | null): number | undefined {
  return Number(value) * 1000 || undefined;
}

/** The Persian words of a problem document, if it is one and has any. */
export function detailOf(body: string): string {
  const { detail } = fromJson<{ detail: unknown }>(body) ?? {};
  return typeof detail === "string" ? detail : "";
}
