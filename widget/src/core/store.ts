import { fromJson } from "./from-json.js";

/** The part of `Storage` that the widget needs. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** One JSON value, kept for this tab unless another shelf is given; where storage is forbidden it lives in memory only. */
export class Kept<T> {
  #value: T | undefined;

  constructor(
    private readonly name: string,
    private readonly shelf: Shelf | undefined = allowed(() => sessionStorage),
  ) {
    this.#value = fromJson<T>(this.shelf?.getItem(this.name) ?? "") as T | undefined;
  }

  get value(): T | undefined {
    return this.#value;
  }

  set value(value: T | undefined) {
    this.#value = value;
    try {
      if (value === undefined) this.shelf?.removeItem(this.name);
      else this.shelf?.setItem(this.name, JSON.stringify(value));
    } catch {
      // full or forbidden: the value still lives as long as the page
    }
  }
}

/** The storage that outlives the tab; absent where the browser forbids storage. */
export function deviceShelf(): Shelf | undefined {
  return allowed(() => localStorage);
}

function allowed(shelf: () => Shelf): Shelf | undefined {
  try {
    return shelf();
  } catch {
    return undefined;
  }
}
