import type { Named } from "../cases/contract.js";

/** What a caller's words say for the form. */
export interface Heard {
  is_understood: boolean;
  kind?: string;
  agency?: Named;
  indicator?: string;
  province?: string;
  city?: string;
  service?: { id: string; title: string; agency: Named };
  line?: { number: string; title: string };
  is_emergency: boolean;
  /** Who the caller says to be, and where they are reached. */
  contact: { name?: string; mobile?: string; national_id?: string };
  similar?: { cases: SimilarCase[]; outages: KnownOutage[] };
}

/** What others have told already; `offer` is what a case names to follow it. */
export interface SimilarCase {
  offer: string;
  agency_name: string;
  indicator_fa: string;
  people: number;
  since_fa: string;
  status_fa: string;
}

export interface KnownOutage {
  offer: string;
  agency_name: string;
  since_fa: string;
  expected_end_fa?: string;
  source: string;
}

/** A case that holds the number of a caller; its description is masked. */
export interface CallerCase {
  tracking_code: string;
  kind_fa: string;
  status_fa: string;
  agency_name: string;
  description: string;
  created_at_fa: string;
  time_left_fa?: string;
  is_overdue: boolean;
}

export interface Spoken {
  signs: string;
  spoken: string;
}

export interface Receipt {
  tracking_code: string;
  due_at_fa: string;
  agency_name: string;
  line_128_fa?: string | null;
  code_groups: Spoken[];
  pin_groups: Spoken[];
  is_sms_on_its_way: boolean;
}
