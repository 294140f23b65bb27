import type { Schemas } from "./core/schemas.js";
import { saveText } from "./paper.js";

/** All stored data, table by table, and a list of the omissions. */
export type Copy = Schemas["Copy"];

/** Saves a copy as text, under a name. */
export function saveCopy(name: string, { tables, withheld_fa: withheld }: Copy, left: string): void {
  const parts = tables.map(({ title_fa: title, rows }) => [`■ ${title}`, ...rows.map(lines)].join("\n\n"));
  saveText(name, [...parts, [left, ...withheld].join("\n- ")].join("\n\n\n"));
}

function lines(row: Record<string, unknown>): string {
  const shown = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : `${value}`);
  return Object.entries(row).map(([name, value]) => `${name}: ${shown(value)}`).join("\n");
}
