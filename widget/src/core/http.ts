import { detailOf, Problem, readProblem } from "./problem.js";

const PATIENCE_MS = 30_000;
/** A puzzle may have grown harder while it was solved. */
const MOST_PUZZLES = 3;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
export type Headers = Record<string, string>;
/** A file, who hears which share of it is gone, and what gives it up. */
export type Upload = [file: Blob, progress: (share: number) => void, signal?: AbortSignal];

/** A citizen whom the page's portal has signed in. */
export interface Signed {
  /** What shows who it is; nothing where nobody is signed in. */
  shown(): Promise<Headers>;
  /** What was shown opens nothing any more. */
  forget(): void;
}

/** Asks the assistant. Every failure is thrown as a `Problem`. */
export class Http {
  readonly #root: string;
  readonly #fetch: Fetch;
  /** Who asks, where the page's portal says so. */
  signed: Signed | undefined;

  constructor(base: string, fetcher: Fetch = (url, init) => fetch(url, init)) {
    this.#root = `${base.replace(/\/+$/, "")}/api/v1/`;
    this.#fetch = fetcher;
  }

  /** Posts `body`, or gets where there is none, and gives the answer's JSON, if any; gives up after half a minute. */
  async json<T>(path: string, headers: Headers, body?: object): Promise<T> {
    const posted = body && {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    };
    const response = await this.ask(path, { headers, ...posted, signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await response.text();
    return (text && JSON.parse(text)) as T;
  }

  /** Posts a file, for as long as it takes or until `signal`; `progress` hears which share of it is gone. Gives the answer's text. */
  async upload(path: string, headers: Headers, ...how: Upload): Promise<string> {
    // Few send files, so what tells how far one is comes with the first.
    const { send } = await import("../sending.js");
    const { status, responseText } = await send(this.#root + path, { ...headers, ...(await this.signed?.shown()) }, ...how);
    if (status !== 201) throw new Problem(status, detailOf(responseText));
    return responseText;
  }

  /** Asks for as long as it takes, and does the work that is asked for instead of a wait, but not without end. */
  async ask(path: string, init: RequestInit, puzzles = MOST_PUZZLES): Promise<Response> {
    const shown = this.signed && (await this.signed.shown());
    const headers = { ...(init.headers as Headers), ...shown };
    const response = await this.#fetch(this.#root + path, { ...init, headers, credentials: "omit" }).catch(() => {
      throw new Problem(0);
    });
    if (response.ok) return this.heard(response);
    const problem = await readProblem(response);
    if (puzzles && shown && problem.code === "citizen_not_signed_in") {
      this.signed?.forget();
      return this.ask(path, init, puzzles - 1);
    }
    if (!puzzles || !problem.puzzle) throw problem;
    // Few citizens ever meet a puzzle, so what solves it is fetched when one does.
    const { solved } = await import("./solving.js");
    return this.ask(path, await solved(problem, init), puzzles - 1);
  }

  /** Takes in what stands beside an answer. */
  protected heard(response: Response): Response {
    return response;
  }
}
