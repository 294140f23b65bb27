/** The shapes of the public HTTP contract, as far as the widget reads them. */

import type { Schemas } from "./schemas.js";

export type Agency = Schemas["AgencyRef"];

export type Confidence = "high" | "medium" | "low";

export type Source = Schemas["CardSource"];

/** One service of the catalogue. An absent field is unknown, never empty. */
export type ServiceCard = Schemas["ServiceCard"];
export type Option = Schemas["Option"];
export type TextReply = Schemas["TextReply"];
export type ServiceReply = Schemas["ServiceReply"];
export type ServicesReply = Schemas["ServicesReply"];

/** A line of a question's text that can stand in a table; `choice` is that of the option which changes it. */
export type Row = Schemas["TextRow"];
export type ChoicesReply = Schemas["ChoicesReply"];
export type CaseReply = Schemas["CaseReply"];
export type LineReply = Schemas["LineReply"];
export type HandoffReply = Schemas["HandoffReply"];

export type Reply =
  | TextReply
  | ServiceReply
  | ServicesReply
  | ChoicesReply
  | CaseReply
  | LineReply
  | HandoffReply;

/** What a citizen says of the agency's answer. */
export type Verdict = Schemas["Verdict"];

/** What the citizen can do with a case, named as the endpoint that does it. */
export type CaseAction = Schemas["CitizenAction"];

/** One step of a case's life; `text` is what was said in it. */
export type CaseStep = Schemas["CaseStep"] & {
  /** What shows the files that came with it, once they are known. */
  sent?: HTMLElement;
};

/** A step to come; without a time where none is known. */
export type StepAhead = Schemas["StepAhead"];

/** Until when the agency must have answered; the time left is told only while that is waited for. */
export type CaseDeadlines = Schemas["CaseDeadlines"];

/** What the holder of a case's code and pin sees. */
export interface CaseView extends Omit<Schemas["CaseView"], "timeline" | "answers"> {
  timeline: CaseStep[];
  answers?: (Schemas["CaseAnswer"] & Pick<CaseStep, "sent">)[];
}

/** Who answers the citizen at this moment. */
export type Owner = Schemas["Owner"];

/** Who says something; a notice is nobody's voice in the conversation. */
export type Role = "citizen" | "bot" | "operator" | "notice";

/** The answer to one posted message. */
export type TurnAnswer = Schemas["TurnOut"];

/** What a citizen can post: words, or an option shown before; and who they are, for a case that is filed by it. */
export type MessageBody = ({ text: string; choice?: undefined } | { choice: string }) & { contact?: Schemas["ContactIn"] | undefined };

/** The data of one `reply` event of the stream. */
export type ReplyEvent = Schemas["ReplyEvent"];

/** The secret pair that opens one conversation. */
export interface Credentials {
  id: string;
  token: string;
}

/** The largest file the contract takes, in bytes. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** The longest message the contract takes, in characters. */
export const LONGEST_MESSAGE = 2000;
