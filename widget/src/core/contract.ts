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

/** A line of a question's text that can be a table row; `choice` belongs to the option that changes it. */
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

/** The citizen's judgement of the agency's answer. */
export type Verdict = Schemas["Verdict"];

/** An action that the citizen can take on a case, named like its endpoint. */
export type CaseAction = Schemas["CitizenAction"];

/** One step of a case; `text` holds its words. */
export type CaseStep = Schemas["CaseStep"] & {
  /** The view of the files that came with this step, once they are known. */
  sent?: HTMLElement;
};

/** A step to come; without a time where none is known. */
export type StepAhead = Schemas["StepAhead"];

/** The agency's deadline for its answer; the time left is present only while somebody waits for the answer. */
export type CaseDeadlines = Schemas["CaseDeadlines"];

/** The case as the holder of its code and pin sees it. */
export interface CaseView extends Omit<Schemas["CaseView"], "timeline" | "answers"> {
  timeline: CaseStep[];
  answers?: (Schemas["CaseAnswer"] & Pick<CaseStep, "sent">)[];
}

/** The side that answers the citizen at this moment: the bot or an operator. */
export type Owner = Schemas["Owner"];

/** The speaker of an entry; nobody speaks a notice. */
export type Role = "citizen" | "bot" | "operator" | "notice";

/** The answer to one posted message. */
export type TurnAnswer = Schemas["TurnOut"];

/** A citizen's message: words, or an option shown before; and the contact for a case that this message files. */
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
