import { hashOf } from "../shell/places.js";

/** The cases behind a number, as filters of the list of cases. */
export interface Made {
  overdue?: boolean;
  due_in_h?: number;
  moved?: string[];
  breached?: boolean;
  within_h?: number;
  agency_id?: string | undefined;
  province?: string | undefined;
}

/** The list of the cases that a number counts. */
export function casesOf(made: Made): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(made)) {
    if (value === undefined || value === false) continue;
    query.set(name, Array.isArray(value) ? value.join(",") : `${value}`);
  }
  // Cases that changed may have ended since; without this filter the list shows only cases that wait.
  if (made.moved || made.breached) query.set("state", "all");
  return `${hashOf("cases")}?${query}`;
}
