/** The part of `Storage` that the widget needs. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** One JSON value, kept for this tab unless another shelf is given; where storage is forbidden it lives in memory only. */
export class Kept<T> {
  #value: T | undefined;

  constructor(
    private readonly name: string,
    private readonly shelf: Shelf | undefined = tabShelf(),
  ) {
    this.#value = this.#read();
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

  #read(): T | undefined {
    try {
      const text = this.shelf?.getItem(this.name);
      return text ? (JSON.parse(text) as T) : undefined;
    } catch {
      return undefined;
    }
  }
}

function tabShelf(): Shelf | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

/** What outlives the tab; absent where storage is forbidden. */
export function deviceShelf(): Shelf | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
