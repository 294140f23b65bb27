import { CITIZEN_FA, type CitizenWords } from "./citizen-words.js";
import { saveCopy, type Copy } from "./copy.js";
import type { Http, Signed } from "./core/http.js";
import type { Headers } from "./core/request.js";
import type { Problem } from "./core/problem.js";
import { Dialog, list, text } from "./dialog.js";
import { FA, type MineWords } from "./mine-words.js";
import type { Strings } from "./strings/index.js";
import type { Schemas } from "./core/schemas.js";

/** The data for a token request to the page: both values go into the token, as `nonce` and `aud`. */
export type Asked = Pick<Begun, "nonce" | "audience">;

/** Gives a fresh token of the citizen who is signed in at the page's portal; nothing if nobody is. */
export type Portal = (asked: Asked) => Promise<string | null | undefined>;

const PATIENCE_MS = 10_000;
/** A session that ends so soon is renewed before it is used. */
const SOON_MS = 60_000;

type Begun = Schemas["SignInBegun"];
type Session = Schemas["SignedIn"];

/** The citizen whom the page's portal has signed in. The session lives in memory only. */
export class Citizen implements Signed {
  readonly #portal: Portal;
  #session: Session | undefined;
  #entering: Promise<void> | undefined;
  /** Somebody is signed in here, or was until their session expired. */
  #isIn = false;
  /** Until then the page is not asked again: its portal has just said that nobody is signed in, or the citizen has left. */
  #restsUntil = 0;
  /** How often somebody has left: a sign-in that was begun before is theirs, and signs in nobody after. */
  #left = 0;

  /** `http` sends requests without a session. */
  constructor(
    private readonly http: Http,
    portal: Portal | string,
  ) {
    this.#portal = typeof portal === "string" ? portalAt(portal) : portal;
  }

  async shown(): Promise<Headers> {
    // A citizen who has not signed in yet does not wait for it: only requests for their own cases need it, and those sign in first.
    if (this.#isIn) await this.begin();
    return this.#session ? header(this.#session) : {};
  }

  forget(): void {
    this.#session = undefined;
  }

  /** Signs in if the portal says who the citizen is; shows nothing if it does not. */
  async begin(): Promise<void> {
    if (Date.now() >= this.#restsUntil) await this.enter().catch(() => undefined);
  }

  /** Signs in unless somebody is signed in; calls during a sign-in wait for that one. */
  enter(): Promise<void> {
    if (this.#isFresh) return Promise.resolve();
    return (this.#entering ??= this.#enter().finally(() => (this.#entering = undefined)));
  }

  /** Is nobody until somebody opens their cases again. */
  rest(): void {
    this.forget();
    this.#left++;
    [this.#isIn, this.#restsUntil] = [false, Infinity];
  }

  /** Signs out here. */
  async leave(): Promise<void> {
    const session = this.#session;
    this.rest();
    if (session) await this.#close(session);
  }

  async #close(session: Session): Promise<void> {
    await this.http.ask("citizen/session", { method: "DELETE", headers: header(session) });
  }

  get #isFresh(): boolean {
    return !!this.#session && Date.parse(this.#session.expires_at) - Date.now() > SOON_MS;
  }

  async #enter(): Promise<void> {
    const left = this.#left;
    this.forget();
    this.#restsUntil = Date.now() + SOON_MS;
    const { nonce, audience, secret } = await this.http.json<Begun>("citizen/nonce", {}, {});
    const token = await Promise.race([this.#portal({ nonce, audience }), late()]);
    if (!token) throw problem(401);
    const session = await this.http.json<Session>("citizen/session", {}, { token, secret });
    if (left !== this.#left) {
      await this.#close(session);
      throw problem(401);
    }
    this.#session = session;
    [this.#isIn, this.#restsUntil] = [true, 0];
  }
}

function header({ session }: Session): Headers {
  return { "X-Citizen-Session": session };
}

/** As the assistant's are; their class is the widget's own, which is not loaded twice. */
function problem(status: number, detail = ""): Pick<Problem, "status" | "detail"> {
  return Object.assign(new Error(detail), { status, detail });
}

function portalAt(url: string): Portal {
  return async (asked) => {
    const headers = { "Content-Type": "application/json" };
    const init = { method: "POST", credentials: "include", headers, body: JSON.stringify(asked) } as const;
    const response = await fetch(url, init);
    return response.ok && response.status !== 204 ? (await response.json()).token : undefined;
  };
}

function late(): Promise<never> {
  return new Promise((_, refuse) => setTimeout(() => refuse(problem(0)), PATIENCE_MS));
}

/** One's cases, as they are listed. */
type Listed = Schemas["OwnCasesOut"];

/** Shows the citizen's cases, and the actions for all of them. */
export function showCases(root: ShadowRoot, citizen: Citizen, api: Http, t: Strings, open: (code: string) => void): void {
  void new Cases(root, citizen, api, t, open).begin();
}

class Cases extends Dialog {
  readonly #words: CitizenWords;
  readonly #own: MineWords;

  constructor(
    root: ShadowRoot,
    private readonly citizen: Citizen,
    private readonly api: Http,
    t: Strings,
    private readonly open: (code: string) => void,
  ) {
    const own = t.own ?? FA;
    super(root, t, t.cases, own.done);
    [this.#words, this.#own] = [t.citizen ?? CITIZEN_FA, own];
  }

  begin(): Promise<void> {
    this.page(text("p", this.t.caseLoading));
    return this.try(async () => {
      await this.citizen.enter().catch((error: Problem) => {
        throw problem(error.status, (error.status !== 401 && error.detail) || this.#words.nobody);
      });
      return this.#all(await this.#listed());
    });
  }

  #listed(before = ""): Promise<Listed> {
    return this.api.json(`citizen/cases${before && `?before=${before}`}`, {});
  }

  #all(listed: Listed): Node[] {
    const { about, none, copy, erase, eraseAsk, leave, left } = this.#words;
    const way = (name: string, does: () => unknown) => this.button("choice", name, does);
    const out = way(leave, () => this.try(() => this.citizen.leave().then(() => [text("p", left)])));
    if (!listed.cases.length) return [text("p", none), out];
    const rows = document.createElement("ul");
    rows.className = "own";
    this.#add(rows, listed);
    const rest = Object.assign(document.createElement("div"), { className: "choices rare" });
    rest.append(
      way(copy, () => this.try(() => this.#copy())),
      way(erase, this.asking(eraseAsk, this.#own.eraseNow, () => this.#erase())),
      out,
    );
    return [text("p", about), rows, rest];
  }

  /** Puts more cases at the end, and a way to still older ones where there are any. */
  #add(rows: HTMLElement, { cases, has_more: hasMore }: Listed): void {
    rows.append(...cases.map((one) => this.#row(one)));
    if (!hasMore) return;
    const item = document.createElement("li");
    const more = this.button("quiet", this.#words.older, async () => {
      const older = await this.#listed(cases.at(-1)!.tracking_code).catch(() => undefined);
      if (!older) return void (more.textContent = this.t.tryAgain);
      item.remove();
      const first = rows.children.length;
      this.#add(rows, older);
      rows.children[first]?.querySelector("button")?.focus();
    });
    item.append(more);
    rows.append(item);
  }

  #row({ tracking_code: code, ...one }: Listed["cases"][0]): HTMLElement {
    const button = this.button("choice", "", () => {
      this.frame.close();
      this.open(code);
    });
    const status = this.t.caseStatus[one.status] ?? one.status_fa;
    button.append(text("b", status), text("span", one.agency_name), text("span", one.excerpt), text("small", one.created_at_fa), text("bdi", code));
    const row = document.createElement("li");
    row.append(button);
    return row;
  }

  async #copy(): Promise<Node[]> {
    saveCopy(this.t.cases, await this.api.json<Copy>("citizen/data", {}), this.#own.left);
    return [text("p", this.#own.copied)];
  }

  async #erase(): Promise<Node[]> {
    type Erased = { left_cases: string[]; stays_fa: string[] };
    const answer = await this.api.ask("citizen/data", { method: "DELETE" });
    const { left_cases: going, stays_fa: stays } = (await answer.json()) as Erased;
    this.citizen.rest();
    const left = going.length ? [text("p", this.#words.going), list(going)] : [];
    return [...left, text("p", this.#own.erased), list(stays)];
  }
}
