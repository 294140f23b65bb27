/** The shapes of the public HTTP contract, as far as the widget reads them. */

export interface Agency {
  id: string;
  name: string;
}

export type Confidence = "high" | "medium" | "low";

export interface Source {
  address: string;
  /** What it is called: an agency, or a site. */
  name?: string | null;
  date?: string | null;
  /** The date as the source itself gives it. */
  date_fa?: string | null;
}

/** One service of the catalogue. An absent field is unknown, never empty. */
export interface ServiceCard {
  id: string;
  title: string;
  agency: Agency;
  summary: string;
  audience?: string | null;
  prerequisites?: string[];
  portal_url?: string | null;
  documents?: string[];
  steps?: string[];
  fee?: string | null;
  processing_time?: string | null;
  phone?: string | null;
  confidence: Confidence;
  sources?: Source[];
  /** Said in place of sources when none can be shown. */
  source_note?: string | null;
  verified_on?: string | null;
}

export interface Option {
  title: string;
  choice: string;
}

export interface TextReply {
  kind: "text";
  text: string;
}

export interface ServiceReply {
  kind: "service";
  service: ServiceCard;
}

export interface ServicesReply {
  kind: "services";
  services: ServiceCard[];
}

/** A line of a question's text that can stand in a table; `choice` is that of the option which changes it. */
export interface Row {
  name: string;
  text: string;
  choice?: string | null;
}

export interface ChoicesReply {
  kind: "choices";
  text: string;
  options: Option[];
  /** They stand in the text together, one a line. */
  rows?: Row[] | null;
  /** A text to be changed: it goes into the text box, unless something is written there. */
  draft?: string | null;
}

export interface CaseReply {
  kind: "case";
  tracking_code: string;
  status: string;
  status_fa?: string | null;
  agency: Agency;
  due_at?: string | null;
  due_at_fa?: string | null;
  /** It has just been filed, rather than looked up. */
  is_new?: boolean;
  pin?: string | null;
}

export interface LineReply {
  kind: "line";
  number: string;
  title: string;
  reason: string;
}

export interface HandoffReply {
  kind: "handoff";
  state: "waiting" | "connected" | "closed";
  /** The server's own words for it, with what the citizen can do meanwhile. */
  text?: string | null;
  position?: number | null;
  estimated_wait_s?: number | null;
}

export type Reply =
  | TextReply
  | ServiceReply
  | ServicesReply
  | ChoicesReply
  | CaseReply
  | LineReply
  | HandoffReply;

/** What a citizen says of the agency's answer. */
export type Verdict = "solved" | "partly" | "unsolved";

/** What the citizen can do with a case, named as the endpoint that does it. */
export type CaseAction = "verdict" | "messages" | "reopen" | "withdraw" | "separate" | "consent";

/** One step of a case's life; `text` is what was said in it. */
export interface CaseStep {
  type: string;
  title_fa: string;
  at: string;
  at_fa: string;
  text?: string | null;
  reason_fa?: string | null;
  /** The numbers of the files that came with it. */
  files?: number[];
  /** What shows them, once they are known. */
  sent?: HTMLElement;
}

/** A step to come; without a time where none is known. */
export interface StepAhead {
  title_fa: string;
  at?: string | null;
  at_fa?: string | null;
}

/** Until when the agency must have answered; the time left is told only while that is waited for. */
export interface CaseDeadlines {
  due_at?: string | null;
  due_at_fa?: string | null;
  time_left_fa?: string | null;
  is_overdue?: boolean;
}

/** What the holder of a case's code and pin sees. */
export interface CaseView {
  tracking_code: string;
  status: string;
  status_fa: string;
  agency_name?: string | null;
  province?: string | null;
  city?: string | null;
  description: string;
  /** How much of who the citizen is the agency may see: nothing, nothing yet, or name and contact. */
  identity?: "anonymous" | "sealed" | "named";
  timeline: CaseStep[];
  ahead?: StepAhead[];
  answers?: (Pick<CaseStep, "at" | "at_fa" | "files" | "sent"> & { text: string })[];
  deadlines: CaseDeadlines;
  /** Absent where nothing can be done; it may also name what this version does not know. */
  actions?: string[];
}

/** Who answers the citizen at this moment. */
export type Owner = "bot" | "queue" | "operator";

/** Who says something; a notice is nobody's voice in the conversation. */
export type Role = "citizen" | "bot" | "operator" | "notice";

/** The answer to one posted message. */
export interface TurnAnswer {
  turn_id: string | number;
  owner: Owner;
  replies: Reply[];
}

/** What a citizen can post: words, or an option shown before. */
export type MessageBody = { text: string; choice?: undefined } | { choice: string };

/** The data of one `reply` event of the stream. */
export interface ReplyEvent {
  turn_id?: string | number | null;
  role: Role;
  reply: Reply;
  /** When it was said, RFC 3339. */
  at?: string | null;
}

/** The secret pair that opens one conversation. */
export interface Credentials {
  id: string;
  token: string;
}

/** The largest file the contract takes, in bytes. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** The longest message the contract takes, in characters. */
export const LONGEST_MESSAGE = 2000;
