import { detailOf, Problem, readProblem } from "./problem.js";
import type { Fetch, Headers, Upload } from "./request.js";

const PATIENCE_MS = 30_000;
/** A puzzle may have grown harder while it was solved. */
const MOST_PUZZLES = 3;

/** A citizen whom the page's portal has signed in. */
export interface Signed {
  /** The headers that prove who the citizen is; none if nobody is signed in. */
  shown(): Promise<Headers>;
  /** The server no longer accepts those headers. */
  forget(): void;
}

/** Asks the assistant. Every failure is thrown as a `Problem`. */
export class Http {
  readonly #root: string;
  readonly #fetch: Fetch;
  /** The signed-in citizen, if the page's portal names one. */
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
    // Few citizens send files, so the script that reports progress loads with the first file.
    const { send } = await import("../sending.js");
    const { status, responseText } = await send(this.#root + path, { ...headers, ...(await this.signed?.shown()) }, ...how);
    if (status !== 201) throw new Problem(status, detailOf(responseText));
    return responseText;
  }

  /** Asks, for any length of time, and does the work that the server asks for instead of a wait, but not endlessly. */
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
    // Few citizens ever meet a puzzle, so the solver is fetched when one does.
    const { solved } = await import("./solving.js");
    return this.ask(path, await solved(problem, init), puzzles - 1);
  }

  /** Reads the headers of an answer. */
  protected heard(response: Response): Response {
    return response;
  }
}
