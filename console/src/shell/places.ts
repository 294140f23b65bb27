/** The open place in the console, as the address line says it: no page is loaded for it. */
export type Tab = "talks" | "cases" | "phone" | "upkeep" | "outages" | "themes" | "record" | "situation" | "periods" | "calls" | "ready" | "accounts" | "keys" | "own";

export interface Place {
  tab: Tab;
  /** The open item; see `BEHIND`. */
  code: string | undefined;
  /** Which cases the list is to show, or whose figures, where a number led to them. */
  query?: URLSearchParams | undefined;
  /** The address names a part of the console that is not for this account. */
  isRefused?: boolean;
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
  ["periods", ["see_insight"]],
  ["calls", ["file_cases"]],
  ["ready", ["keep_ready_answers"]],
  ["accounts", ["manage_accounts"]],
  ["keys", ["manage_keys"]],
];

/** The start of the day: one's work, or else the situation. */
const HOMES: [Tab, string][] = [
  ["talks", "see_queue"],
  ["cases", "read_cases"],
  ["accounts", "manage_accounts"],
  ["upkeep", "revive_jobs"],
  ["themes", "keep_themes"],
  ["situation", "see_insight"],
];

/** The item that may follow a tab in an address: a code of a case, an id of a theme, an agency, a period, or a change just made. */
const BEHIND: Partial<Record<Tab, RegExp>> = {
  cases: /^[0-9A-Z-]{4,16}$/i,
  themes: /^\d{1,9}$/,
  situation: /^[a-z0-9_-]{1,64}$/,
  periods: /^1[34]\d\d-(0[1-9]|1[0-2]|S[1-4])$/,
  accounts: /^(new|[0-9a-f]{32})$/,
  own: /^changed$/,
};

const WITH_QUERY: Tab[] = ["cases", "periods"];

/** The tabs for these permissions. */
export function tabsOf(permissions: string[]): Tab[] {
  return NEEDS.filter(([, wanted]) => wanted.some((one) => permissions.includes(one))).map(([tab]) => tab);
}

/** Where one comes who names no place. */
export function homeOf(permissions: string[]): Tab {
  return HOMES.find(([, wanted]) => permissions.includes(wanted))?.[0] ?? "own";
}

/** The place that a hash names, if its tab is one of `tabs`; else `home` alone. Everybody has a personal page. */
export function placeOf(hash: string, tabs: Tab[], home: Tab): Place {
  const [path = "", asked] = hash.replace(/^#/, "").split("?");
  const [name, code = ""] = path.split("/");
  const tab = [...tabs, "own" as const].find((one) => one === name);
  if (!tab) return { tab: home, code: undefined, isRefused: NEEDS.some(([one]) => one === name) };
  const query = WITH_QUERY.includes(tab) && asked ? new URLSearchParams(asked) : undefined;
  return { tab, code: BEHIND[tab]?.test(code) ? code : undefined, query };
}

/** The hash of a place. */
export function hashOf(tab: Tab, code?: string): string {
  return code ? `#${tab}/${encodeURIComponent(code)}` : `#${tab}`;
}
