import { detailOf, Problem, readProblem } from "./problem.js";

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

  /** Posts a file, for as long as it takes; `progress` hears which share of it is gone. */
  send(path: string, headers: Headers, file: Blob, progress: (share: number) => void): Promise<void> {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.#root + path);
      for (const name in headers) request.setRequestHeader(name, headers[name]!);
      request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
      request.onloadend = () =>
        request.status === 201 ? done() : failed(new Problem(request.status, detailOf(request.responseText)));
      request.send(file);
    });
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
