import { t } from "../strings/index.js";
import type { CaseReply, HandoffReply, Reply } from "./contract.js";
import { localNumber, localDigits } from "./digits.js";
import { waitInWords } from "./time.js";

/** A reply in one breath, for a screen reader to say when it arrives. */
export function spoken(reply: Reply): string {
  switch (reply.kind) {
    case "text":
      return reply.text;
    case "service":
      return sentence(reply.service.title, reply.service.summary);
    case "services":
      return sentence(t.services, ...reply.services.map((service) => service.title));
    case "choices":
      return sentence(reply.text, t.options(localNumber(reply.options.length)));
    case "case":
      return sentence(caseTitle(reply), `${t.trackingCode} ${reply.tracking_code}`);
    case "line":
      return sentence(reply.title, localDigits(reply.number), reply.reason);
    case "handoff":
      return sentence(...handoffLines(reply));
    default:
      return "";
  }
}

/** The heading of a case: filed just now, or looked up. */
export function caseTitle({ is_new }: CaseReply): string {
  return is_new ? t.caseFiled : t.caseState;
}

/**
 * The state of a handoff, in the server's own words or else with the place in the queue, and the waiting time, as far as
 * they are known. Nothing is said twice.
 */
export function handoffLines(reply: HandoffReply): string[] {
  const { state, text, position, estimated_wait_s: wait } = reply;
  const title = t.handoff[state];
  const place = text || (position ? t.position(localNumber(position)) : "");
  const lines = [place.startsWith(title) ? "" : title, place, wait != null ? t.wait(waitInWords(wait)) : ""];
  return lines.filter(Boolean);
}

function sentence(...parts: string[]): string {
  return parts.filter(Boolean).join("؛ ");
}
