/** The situation, as far as the console reads it. */

export type Window = "hour" | "day" | "week";

export interface Share {
  part: number;
  of: number;
  /** Between 0 and 1, with the bounds of 95 %; absent where there are too few people for a share. */
  share?: number;
  low?: number;
  high?: number;
}

export interface Tally {
  waiting: number;
  soon: number;
  late: number;
}

export interface Row extends Tally {
  id: string;
  name: string;
}

export interface Marks {
  window: Window;
  scores: number[];
  good: Share;
  /** The response rate; of talks within an hour it is not known. */
  answered?: Share;
}

export interface Day {
  at_fa: string;
  filed: number;
  answered: number;
  breached: number;
}

export interface Situation {
  at_fa: string;
  agency_id?: string;
  agency_name?: string;
  now: Tally;
  unknown_agency: number;
  clocks: { within_1h: number; within_3h: number; within_24h: number; within_72h: number };
  provinces: Row[];
  agencies: Row[];
  moved: { window: Window; filed: number; answered: number; breached: number }[];
  case_marks: Marks[];
  talk_marks: Marks[];
  queue?: { waiting: number; longest_s?: number; median_s?: number; taken: number };
  settled: { window: Window; alone: Share; handed_over: number; badly_rated: number }[];
  outages: { agency_id: string; agency_name: string; place_fa: string; since_fa: string; is_confirmed: boolean; people?: number }[];
  trend: Day[];
}
