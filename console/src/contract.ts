/** The shapes of the desk's endpoints, as far as the console reads them. */

import type { Schemas } from "./schemas.js";

export type Owner = Schemas["Owner"];
export type Mood = Schemas["Mood"];
/** A permission of a role. */
export type Permission = Schemas["Permission"];
export type Account = Schemas["AccountOut"];
export type Session = Schemas["SessionOut"];
export type QueueEntry = Schemas["QueueEntry"];
export type Load = Schemas["LoadOut"];
export type Queue = Schemas["QueueOut"];

/** The changes since the last lists; `gone` are ids. */
export type QueueChanges = Schemas["QueueChanges"];
export type ClosedTalk = Schemas["ClosedOut"];
export type ServiceCard = Schemas["ServiceCard"];

export type TalkEvent = Schemas["EventOut"];
/** The words of an event, if it has any. */
export type Reply = NonNullable<TalkEvent["data"]["reply"]>;

/** An event of a conversation in hand, as it comes. */
export type Said = Schemas["SaidNews"];
export type Pack = Schemas["Pack"];
export type Talk = Schemas["TalkOut"];
export type Canned = Schemas["CannedOut"];
export type Colleague = Schemas["ColleagueOut"];

/** Suggested answers to the newest message. */
export type Suggestions = Schemas["SuggestionsOut"];

/** The words of a reply; empty where it has none. */
export function wordsOf(reply: Reply | undefined): string {
  return reply && "text" in reply ? (reply.text ?? "") : "";
}
