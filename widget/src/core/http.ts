import { Problem, readProblem } from "./problem.js";

const PATIENCE_MS = 30_000;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
export type Headers = Record<string, string>;

/** Asks the assistant. Every failure is thrown as a `Problem`. */
export class Http {
  readonly #root: string;

  constructor(
    base: string,
    private readonly fetcher: Fetch = (url, init) => fetch(url, init),
  ) {
    this.#root = `${base.replace(/\/+$/, "")}/api/v1/`;
  }

  /** Posts JSON; gives up after half a minute. */
  post(path: string, headers: Headers, body: object): Promise<Response> {
    return this.#hasty(path, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  /** Gets JSON; gives up after half a minute. */
  get(path: string, headers: Headers): Promise<Response> {
    return this.#hasty(path, { headers });
  }

  /** Asks for as long as it takes. */
  async ask(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await this.fetcher(this.#root + path, { ...init, credentials: "omit" });
    } catch {
      throw new Problem(0);
    }
    if (!response.ok) throw await readProblem(response);
    return response;
  }

  async #hasty(path: string, init: RequestInit): Promise<Response> {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      return await this.ask(path, { ...init, signal: patience.signal });
    } finally {
      clearTimeout(timer);
    }
  }
}
