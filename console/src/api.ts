import { ask, Problem } from "./http.js";
import type { Colleague, ServiceCard, Suggestions, Talk } from "./contract.js";
import type { Schemas } from "./schemas.js";

const DESK = "/api/v1/desk";

export { Problem };

/** Asks the desk's endpoints; every change shows the session's token. */
export class Api {
  constructor(private readonly csrf = "") {}

  colleagues = () => this.#get<Colleague[]>(`${DESK}/colleagues`);
  look = (id: string) => this.#get<Talk>(`${DESK}/conversations/${id}`);
  suggestions = (id: string) => this.#get<Suggestions>(`${DESK}/conversations/${id}/suggestions`);
  take = (id: string) => this.#post<Talk>(`${DESK}/conversations/${id}/take`);
  release = (id: string) => this.#post<void>(`${DESK}/conversations/${id}/release`);
  close = (id: string, reason: string) => this.#post<void>(`${DESK}/conversations/${id}/close`, { reason });
  note = (id: string, text: string) => this.#post<void>(`${DESK}/conversations/${id}/note`, { text });
  types = (id: string) => this.#post<void>(`${DESK}/conversations/${id}/typing`);
  rest = (is_on: boolean) => this.#post<Schemas["BreakOut"]>(`${DESK}/break`, { is_on });
  presence = () => this.#post<Schemas["HeldOut"]>(`${DESK}/presence`);

  transfer(id: string, account_id: string): Promise<void> {
    return this.#post(`${DESK}/conversations/${id}/transfer`, { account_id });
  }

  /** `key` makes a repetition say nothing twice. */
  reply(id: string, said: Schemas["ReplyIn"], key: string): Promise<Schemas["SaidOut"]> {
    return this.#post(`${DESK}/conversations/${id}/reply`, said, { "Idempotency-Key": key });
  }

  reveal(id: string, turn: string): Promise<Schemas["RevealedOut"]> {
    return this.#post(`${DESK}/conversations/${id}/turns/${turn}/reveal`);
  }

  redact(id: string, words: string, reason: string): Promise<void> {
    return this.#post(`${DESK}/conversations/${id}/redact`, { words, reason });
  }

  async services(words: string): Promise<ServiceCard[]> {
    const found = await this.#get<Schemas["SearchOut"]>(
      `/api/v1/services?limit=5&q=${encodeURIComponent(words)}`,
    );
    return found.results;
  }

  signIn(login: string, password: string, code: string): Promise<unknown> {
    return this.#post(`${DESK}/session`, { login, password, code });
  }

  /** Where the browser goes on, if an identity provider has to hear of it too. */
  async signOut(): Promise<string | undefined> {
    const out = await this.#ask<Schemas["SignedOutOut"] | undefined>(`${DESK}/session`, { method: "DELETE" });
    return out?.continue_at;
  }

  beginEnrolment(token: string): Promise<Schemas["EnrolmentOut"]> {
    return this.#post(`${DESK}/enrolment/begin`, { token });
  }

  enrol(token: string, password: string, code: string): Promise<void> {
    return this.#post(`${DESK}/enrolment`, { token, password, code });
  }

  #get<T>(path: string): Promise<T> {
    return this.#ask(path, {});
  }

  #post<T>(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<T> {
    const type = { "Content-Type": "application/json" };
    return this.#ask(path, { method: "POST", body: JSON.stringify(body), headers: { ...type, ...headers } });
  }

  #ask<T>(path: string, init: RequestInit): Promise<T> {
    return ask<T>(this.csrf, path, init);
  }
}
