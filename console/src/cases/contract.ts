/** Shapes of case work, as far as the console reads them. */

export type Action = "refer" | "take" | "answer" | "ask" | "misdirected" | "close" | "note" | "correct" | "redact" | "merge" | "separate";

export interface Entry {
  tracking_code: string;
  kind_fa: string;
  status: string;
  status_fa: string;
  agency_name: string;
  indicator_fa?: string;
  place_fa: string;
  level_fa: string;
  description: string;
  created_at_fa: string;
  due_at_fa: string;
  time_left_fa?: string;
  is_overdue: boolean;
  people: number;
  is_following: boolean;
  assignee?: Named;
}

export interface Step {
  number: number;
  type: string;
  title_fa: string;
  who_fa: string;
  by: string;
  at_fa: string;
  text?: string;
  reason_fa?: string;
  is_note: boolean;
  /** The numbers of the files that came with it. */
  files: number[];
}

export interface SealedValue {
  field: string;
  title_fa: string;
  event_number: number;
}

export type FileKind = "image" | "document" | "voice";

export interface CaseFile {
  id: string;
  /** That of the event by which it came. */
  number: number;
  by: "citizen" | "agency" | "operator";
  kind: FileKind;
  kind_fa: string;
  name: string;
  /** In bytes. */
  size: number;
  at_fa: string;
}

export interface CasePage {
  tracking_code: string;
  kind_fa: string;
  status: string;
  status_fa: string;
  agency_id: string;
  agency_name: string;
  indicator_fa?: string;
  service_title?: string;
  province?: string;
  city?: string;
  description: string;
  created_at_fa: string;
  occurred_at_fa?: string;
  identity_fa: string;
  level: { title: string; number: number };
  verdict?: "solved" | "partly" | "unsolved";
  score?: number;
  deadlines: { due_at_fa: string; first_answer_due_at_fa: string; time_left_fa?: string; is_overdue: boolean };
  timeline: Step[];
  may: Action[];
  assignee?: Named;
  may_assign: boolean;
  sealed: SealedValue[];
  people: number;
  /** Codes of the case that this one follows, and of those that follow it. */
  leader?: string;
  followers: string[];
}

export interface Ledger {
  algorithm: string;
  events: { number: number; type: string; at: string; actor: string; hash: string }[];
  head: { number: number; hash: string };
  proofs: { day: string; number: number; root: string }[];
}

export interface Named {
  id: string;
  title: string;
}

/** An agency with the other names that people know it by. */
export interface AgencyNamed extends Named {
  aliases: string[];
}

export interface Count {
  count: number;
  is_more: boolean;
  /** So many more have the words that are looked for, and are kept out by the filters. */
  hidden: number;
  is_more_hidden: boolean;
}

export interface Outcomes {
  outcomes: { tracking_code: string; is_done: boolean; detail?: string }[];
}

export interface Proposal {
  agency: Named;
  reason_fa: string;
}

export interface Terms {
  agencies: AgencyNamed[];
  provinces: { name: string; cities: string[] }[];
  statuses: Named[];
  levels: Named[];
  kinds: Named[];
  indicators: Named[];
  identities: Named[];
  /** Whether text messages are on. */
  sends_sms: boolean;
}
