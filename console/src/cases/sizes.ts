import type { CaseFile } from "./contract.js";

const [KILO, MEGA] = (["kilobyte", "megabyte"] as const).map(
  (unit) => new Intl.NumberFormat("fa-IR", { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 }),
) as [Intl.NumberFormat, Intl.NumberFormat];

/** A bound as people name it, of whole megabytes as computers count them. */
export function megabytes(bytes: number): string {
  return MEGA.format(Math.floor(bytes / 1_048_576));
}

export function sizeOf({ size }: Pick<CaseFile, "size">): string {
  return size < 1_000_000 ? KILO.format(Math.ceil(size / 1000)) : MEGA.format(size / 1_000_000);
}
