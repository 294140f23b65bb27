import type { Kept } from "./store.js";

/** For how many services ticks are kept; the oldest are forgotten first. */
const MOST_SERVICES = 20;

/** Which documents of which services the citizen has ready; kept on this device and sent to nobody. */
export class Ticks {
  constructor(private readonly kept: Kept<[service: string, documents: string[]][]>) {}

  /** The ticked documents of a service. */
  of(service: string): readonly string[] {
    return this.#all.find(([known]) => known === service)?.[1] ?? [];
  }

  /** Ticks a document, or takes its tick away. */
  flip(service: string, document: string): void {
    const old = this.of(service);
    const ticked = old.includes(document) ? old.filter((one) => one !== document) : [...old, document];
    const others = this.#all.filter(([known]) => known !== service);
    this.kept.value = [...others, [service, ticked] as [string, string[]]].slice(-MOST_SERVICES);
  }

  get #all(): [string, string[]][] {
    return this.kept.value ?? [];
  }
}
