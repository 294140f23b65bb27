import { fa } from "../spans.js";
import type { Entry } from "./contract.js";
import type { Sort } from "./filters.js";
import { k } from "./table-strings.fa.js";

export type Column = keyof typeof k.columns;

/** In the order of the table. */
export const COLUMNS = Object.keys(k.columns) as Column[];
export const USUAL: Column[] = ["description", "status", "agency", "place", "due", "assignee"];
const KEPT = "dastyar-case-columns";

/** The content of each column. */
export const CELLS: Record<Column, (entry: Entry) => string> = {
  description: ({ description }) => description,
  status: ({ status_fa }) => status_fa,
  agency: ({ agency_name }) => agency_name,
  place: ({ place_fa }) => place_fa,
  due: ({ due_at_fa, time_left_fa, is_overdue }) => (is_overdue ? due_at_fa : time_left_fa ?? due_at_fa),
  assignee: ({ assignee }) => assignee?.title ?? "",
  created: ({ created_at_fa }) => created_at_fa,
  kind: ({ kind_fa }) => kind_fa,
  indicator: ({ indicator_fa }) => indicator_fa ?? "",
  level: ({ level_fa }) => level_fa,
  people: ({ people }) => fa(people),
};

/** By which orders a column sorts, up and down. */
export const ORDERS: Partial<Record<Column, [Sort, Sort]>> = { due: ["due", "due_last"], created: ["oldest", "newest"] };

/** The columns that were chosen in this browser. They hold no personal data, so they may stay there. */
export function keptColumns(): Column[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as unknown;
    const known = Array.isArray(kept) ? COLUMNS.filter((column) => kept.includes(column)) : [];
    return known.length ? known : USUAL;
  } catch {
    return USUAL;
  }
}

export function keepColumns(columns: Column[]): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(columns));
  } catch {
    // A browser that keeps nothing shows the usual ones next time.
  }
}
