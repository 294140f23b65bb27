import { puzzleOf, solve, type Puzzle } from "../../widget/src/core/puzzle.js";
import { t } from "./strings.fa.js";

/** A puzzle may have grown harder while it was solved. */
const MOST_PUZZLES = 3;

/** A refusal of the server; `detail` is Persian and names the next step. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: string[] = [],
    readonly puzzle?: Puzzle | undefined,
    /** The current version of an object that somebody else has changed meanwhile. */
    readonly version?: number | undefined,
  ) {
    super(code);
  }
}

/** Asks the gateway; `csrf` is the session's token, which every change has to show. Raises `Problem`. */
export async function ask<T>(csrf: string, path: string, init: RequestInit): Promise<T> {
  const response = await answerOf(csrf, path, init);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function answerOf(csrf: string, path: string, init: RequestInit): Promise<Response> {
  let headers: Record<string, string> = { ...(init.headers as Record<string, string>), ...(csrf ? { "X-CSRF-Token": csrf } : {}) };
  for (let puzzles = 0; ; puzzles++) {
    const response = await fetch(path, { ...init, headers, credentials: "same-origin" }).catch(() => undefined);
    if (!response) throw new Problem(0, "offline", t.offline);
    if (response.ok) return response;
    const problem = await problemOf(response);
    // Where strangers guess at a login, its owner's browser works a moment instead of waiting.
    if (!problem.puzzle || puzzles === MOST_PUZZLES) throw problem;
    headers = { ...headers, "X-Puzzle-Solution": await solve(problem.puzzle) };
  }
}

/** The desk's endpoints, by their paths below `/api/v1/desk`. */
export class Desk {
  constructor(private readonly csrf: string) {}

  get<T>(path: string): Promise<T> {
    return ask(this.csrf, `/api/v1/desk/${path}`, {});
  }

  /** A file, with the type that the gateway knows it to be. */
  async file(path: string): Promise<Blob> {
    return (await answerOf(this.csrf, `/api/v1/desk/${path}`, {})).blob();
  }

  /** `key` makes a repetition do nothing twice. */
  post<T>(path: string, body: unknown = {}, key?: string): Promise<T> {
    const headers = { "Content-Type": "application/json", ...(key ? { "Idempotency-Key": key } : {}) };
    return ask(this.csrf, `/api/v1/desk/${path}`, { method: "POST", body: JSON.stringify(body), headers });
  }

  /** Sends a file unchanged; the gateway reads its kind from its bytes. */
  send<T>(path: string, file: Blob): Promise<T> {
    return ask(this.csrf, `/api/v1/desk/${path}`, { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" } });
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const body = await response.json().catch(() => ({}));
  const fields = ((body.errors ?? []) as { field: string }[]).map(({ field }) => field);
  return new Problem(response.status, body.code ?? "", body.detail ?? t.failed500, fields, puzzleOf(body.puzzle), body.version);
}
