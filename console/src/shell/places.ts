/** Where one is in the console, as the address line tells it: no page is loaded for it. */
export type Tab = "talks" | "cases" | "phone" | "upkeep" | "outages" | "themes" | "record" | "situation" | "own";

export interface Place {
  tab: Tab;
  /** The code of an open case; the id of an open theme; the agency of the situation; of one's own page, what has just happened there. */
  code: string | undefined;
  /** Which cases the list is to show, where a number led to them. */
  query?: URLSearchParams | undefined;
}

const NEEDS: [Tab, string[]][] = [
  ["talks", ["see_queue"]],
  ["cases", ["read_cases"]],
  ["phone", ["file_cases"]],
  ["upkeep", ["revive_jobs", "keep_calendar"]],
  ["outages", ["keep_outages"]],
  ["themes", ["see_insight"]],
  ["record", ["read_audit"]],
  ["situation", ["see_insight"]],
];

/** The tabs of who has these permissions. */
export function tabsOf(permissions: string[]): Tab[] {
  return NEEDS.filter(([, wanted]) => wanted.some((one) => permissions.includes(one))).map(([tab]) => tab);
}

/** Where more may stand behind the tab. */
const WITH_CODE: Tab[] = ["cases", "themes", "situation", "own"];

/** The place that a hash names; the first tab if it names none of `tabs`. Everybody has a page of one's own. */
export function placeOf(hash: string, tabs: Tab[]): Place {
  const [path = "", asked] = hash.replace(/^#/, "").split("?");
  const [name, code] = path.split("/");
  const tab = name === "own" ? name : (tabs.find((one) => one === name) ?? tabs[0] ?? "talks");
  const query = tab === "cases" && asked ? new URLSearchParams(asked) : undefined;
  return { tab, code: WITH_CODE.includes(tab) && code ? decodeURIComponent(code) : undefined, query };
}

/** The hash of a place. */
export function hashOf(tab: Tab, code?: string): string {
  return code ? `#${tab}/${encodeURIComponent(code)}` : `#${tab}`;
}
