/** The shapes of the desk's endpoints, as far as the console reads them. */

export type Owner = "bot" | "queue" | "operator";
export type Mood = "calm" | "upset" | "abusive";

export interface Account {
  id: string;
  login: string;
  name: string;
  role_fa: string;
  permissions: string[];
  break_since?: string;
}

export interface Session {
  account: Account;
  csrf_token: string;
}

export interface QueueEntry {
  conversation_id: string;
  owner: Owner;
  owner_id?: string;
  owner_name?: string;
  queued_at?: string;
  owned_since?: string;
  channel: string;
  channel_fa: string;
  preview: string;
  about_fa: string;
  mood: Mood;
  mood_fa: string;
  last_event_id: number;
  is_unanswered: boolean;
}

export interface Load {
  waiting: number;
  longest_wait_s?: number;
  median_wait_s?: number;
  median_handling_s?: number;
  operators: { name: string; conversations: number }[];
  alarms: { name: string; looks: number; is_stopped: boolean; at_fa: string }[];
}

export interface Queue {
  waiting: QueueEntry[];
  mine: QueueEntry[];
  others: QueueEntry[];
  waiting_count: number;
  load?: Load;
}

/** What is other than in the lists that were heard before; `gone` are ids. */
export interface QueueChanges {
  changed: QueueEntry[];
  gone: string[];
  waiting_count: number;
  load?: Load;
}

export interface ClosedTalk {
  conversation_id: string;
  closed_at_fa: string;
  operator: string;
  reason_fa: string;
  channel_fa: string;
  preview: string;
}

export interface ServiceCard {
  id: string;
  title: string;
  agency: { id: string; name: string };
  summary: string;
  fee?: string;
  processing_time?: string;
  documents?: string[];
  steps?: string[];
}

export interface Reply {
  kind: string;
  text?: string;
  service?: ServiceCard;
  services?: ServiceCard[];
  options?: { title: string; choice: string }[];
  tracking_code?: string;
  status_fa?: string;
  title?: string;
  reason?: string;
}

export interface TalkEvent {
  id: number;
  type: string;
  at_fa: string;
  is_hidden: boolean;
  data: { owner?: Owner; role?: "citizen" | "bot" | "operator" | "notice"; reply?: Reply; turn_id?: string | null };
}

/** An event of a conversation in hand, as it comes. */
export interface Said {
  conversation_id: string;
  event: TalkEvent;
}

export interface Pack {
  first_words?: string;
  last_words?: string;
  tried: { asked: string; act: string; shown: string[]; has_failed: boolean }[];
  failed_turns: number;
  about: Record<string, string>;
  cases: { tracking_code: string; status_fa: string; agency_name: string; due_at_fa: string }[];
  mood: Mood;
  mood_fa: string;
}

export interface Talk {
  conversation_id: string;
  owner: Owner;
  owner_name?: string;
  is_mine: boolean;
  queued_at_fa?: string;
  owned_since_fa?: string;
  channel_fa: string;
  /** The viewer has ended it: what came afterwards is not here. */
  is_past: boolean;
  earlier: { is_here: boolean; ended_at_fa: string; operator?: string; reason_fa?: string; preview: string }[];
  pack: Pack;
  events: TalkEvent[];
  notes: { author: string; text: string; at_fa: string }[];
}

export interface Canned {
  id: string;
  title: string;
  text: string;
  is_shared: boolean;
}

export interface Colleague {
  id: string;
  name: string;
  role_fa: string;
  presence: "here" | "break" | "away" | "signed_out";
  presence_fa: string;
  conversations: number;
}

/** What the newest message may be answered with. */
export interface Suggestions {
  services: ServiceCard[];
  answers: { title: string; text: string }[];
}
