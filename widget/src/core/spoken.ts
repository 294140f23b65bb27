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
      return sentence(t.handoff[reply.state], ...handoffDetails(reply));
    default:
      return "";
  }
}

/** The heading of a case: filed just now, or looked up. */
export function caseTitle({ is_new }: CaseReply): string {
  return is_new ? t.caseFiled : t.caseState;
}

/** The server's own words or else the place in the queue, and the waiting time, as far as they are known. */
export function handoffDetails(reply: HandoffReply): string[] {
  const { text, position, estimated_wait_s: wait } = reply;
  const place = text || (position && t.position(localNumber(position)));
  return [...(place ? [place] : []), ...(wait != null ? [t.wait(waitInWords(wait))] : [])];
}

function sentence(...parts: string[]): string {
  return parts.filter(Boolean).join("؛ ");
}
