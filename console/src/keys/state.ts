import { Faults } from "../faults.js";
import { focusOn } from "../focus.js";
import { Desk } from "../http.js";
import { Part } from "../part.js";
import type { ShownOnce } from "../shown-once.js";
import { k } from "./strings.fa.js";
import type { Schemas } from "../schemas.js";

export type Key = Schemas["KeyOut"];

/** Keys of other systems; a new one is shown once. */
export class KeysState extends Part {
  keys: Key[] | undefined;
  scope = "agency";
  /** The key to be revoked, until the operator confirms. */
  asked: Key | undefined;
  once: ShownOnce | undefined;
  done = "";
  readonly faults = new Faults();

  readonly #desk: Desk;

  constructor(csrf: string, changed: () => void) {
    super(changed);
    this.#desk = new Desk(csrf);
  }

  async arrive(): Promise<void> {
    [this.once, this.asked, this.done] = [undefined, undefined, ""];
    this.faults.clear();
    await this.#read();
  }

  choose(scope: string): void {
    this.scope = scope;
    this.tell();
  }

  ask(key: Key | undefined): void {
    this.asked = key;
    this.tell();
    if (key) void focusOn("#sure-yes");
  }

  hide(): void {
    this.once = undefined;
    this.tell();
  }

  async make(given: Record<string, string | number>): Promise<boolean> {
    this.done = "";
    const isMade = await this.attempt(() =>
      this.faults.guard(k.faults, "agency_id", async () => {
        const made = await this.#desk.post<Schemas["NewKeyOut"]>("keys", given);
        this.once = { title: k.onceTitle(made.name), text: made.key, hint: k.onceHint(made.expires_at_fa) };
      }),
    );
    if (!isMade) {
      if (this.faults.first) await focusOn(`.other-keys [name=${this.faults.first}]`);
      return false;
    }
    await this.#read();
    await focusOn("#once-title");
    return true;
  }

  async revoke({ id }: Key): Promise<void> {
    this.asked = undefined;
    if (!(await this.attempt(() => this.#desk.post(`keys/${id}/revoke`)))) return;
    await this.#read();
    this.done = k.revoked;
    this.tell();
    await focusOn("#keys-title");
  }

  async #read(): Promise<void> {
    await this.attempt(async () => void (this.keys = await this.#desk.get<Key[]>("keys")));
  }
}
