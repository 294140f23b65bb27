/** Where one is in the console, as the address line tells it: no page is loaded for it. */
export type Tab = "talks" | "cases" | "phone" | "upkeep" | "outages" | "record" | "own";

export interface Place {
  tab: Tab;
  /** The code of an open case; of one's own page, what has just happened there. */
  code: string | undefined;
}

const NEEDS: [Tab, string[]][] = [
  ["talks", ["see_queue"]],
  ["cases", ["read_cases"]],
  ["phone", ["file_cases"]],
  ["upkeep", ["revive_jobs", "keep_calendar"]],
  ["outages", ["keep_outages"]],
  ["record", ["read_audit"]],
];

/** The tabs of who has these permissions. */
export function tabsOf(permissions: string[]): Tab[] {
  return NEEDS.filter(([, wanted]) => wanted.some((one) => permissions.includes(one))).map(([tab]) => tab);
}

/** The place that a hash names; the first tab if it names none of `tabs`. Everybody has a page of one's own. */
export function placeOf(hash: string, tabs: Tab[]): Place {
  const [name, code] = hash.replace(/^#/, "").split("/");
  const tab = name === "own" ? name : (tabs.find((one) => one === name) ?? tabs[0] ?? "talks");
  return { tab, code: (tab === "cases" || tab === "own") && code ? decodeURIComponent(code) : undefined };
}

/** The hash of a place. */
export function hashOf(tab: Tab, code?: string): string {
  return code ? `#${tab}/${encodeURIComponent(code)}` : `#${tab}`;
}
