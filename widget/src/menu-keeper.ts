import type { MenuItem, MenuState } from "./views/header.js";

/** Whether the menu is open, and the question before everything shown is cleared. */
export class MenuKeeper {
  state: MenuState = "shut";

  constructor(private readonly changed: () => void) {}

  toggle(): void {
    this.#show(this.state === "shut" ? "open" : "shut");
  }

  /** Shuts the menu; false if it was not open. */
  shut(): boolean {
    if (this.state === "shut") return false;
    this.#show("shut");
    return true;
  }

  /** An item was picked; true if the citizen is first asked whether that is meant. */
  picked(item: MenuItem, hasSomething: boolean): boolean {
    const mustAsk = item === "restart" && hasSomething;
    this.#show(mustAsk ? "confirm" : "shut");
    return mustAsk;
  }

  #show(state: MenuState): void {
    this.state = state;
    this.changed();
  }
}
