/** Which cases a list shows, as the console keeps it. */
export interface Filters {
  /** A group of statuses, or one status. */
  state: string;
  agency_id: string;
  province: string;
  level: string;
  kind: string;
  indicator: string;
  /** An account, `me`, or `-` for nobody; empty: any. */
  assignee: string;
  overdue: boolean;
  /** Hours until the deadline at most; empty: any. */
  due_in_h: string;
  /** Moves of which one happened in the last `within_h` hours, with commas between. */
  moved: string;
  /** Whether a late answer raised the case in that time. */
  breached: boolean;
  within_h: string;
  q: string;
  sort: Sort;
}

export type Sort = "due" | "due_last" | "newest" | "oldest";

export const NO_FILTERS: Filters = {
  state: "waiting", agency_id: "", province: "", level: "", kind: "", indicator: "", assignee: "", overdue: false,
  due_in_h: "", moved: "", breached: false, within_h: "", q: "", sort: "due",
};

const GROUPS: Record<string, string[]> = {
  waiting: ["registered", "referred", "in_progress", "disputed", "reopened", "misdirected"],
  answered: ["answered"],
  ended: ["confirmed", "partly", "closed", "closed_unconfirmed", "withdrawn"],
  all: [],
};

/** The filters as a query to the gateway. */
export function queryOf(filters: Filters): URLSearchParams {
  const { state, overdue, breached, moved, q, ...equal } = filters;
  const query = new URLSearchParams();
  for (const status of GROUPS[state] ?? [state]) query.append("status", status);
  for (const [name, value] of Object.entries(equal)) if (value) query.set(name, value);
  if (overdue) query.set("overdue", "true");
  if (breached) query.set("breached", "true");
  for (const move of moved.split(",").filter(Boolean)) query.append("moved", move);
  if (q.trim()) query.set("q", q.trim());
  return query;
}

/** Filters from an address or a saved view; filters that it does not name have their usual values. */
export function filtersOf(value: (name: string) => unknown): Filters {
  const given = Object.entries(NO_FILTERS).map(([name, usual]) => {
    const told = value(name);
    if (told === null || told === undefined || told === "") return [name, usual];
    return [name, typeof usual === "boolean" ? `${told}` === "true" : told];
  });
  return Object.fromEntries(given) as Filters;
}

export function isSame(one: Filters, other: Filters): boolean {
  return Object.keys(NO_FILTERS).every((name) => one[name as keyof Filters] === other[name as keyof Filters]);
}
