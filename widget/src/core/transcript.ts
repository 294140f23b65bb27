import { t } from "../strings/index.js";
import type { Reply } from "./contract.js";
import { serviceText } from "./sheet.js";
import { spoken } from "./spoken.js";
import { localTime } from "./time.js";
import type { Entry } from "./timeline.js";

/**
 * The whole conversation as plain text, with the time of each message as far as it is known. Pins are left out, and
 * numbers that identify the citizen are masked in messages that the server has received.
 */
export function transcript(entries: readonly Entry[], now: Date): string {
  return [t.transcriptOf(localTime(now.toISOString())), ...entries.map(said)].join("\n\n");
}

function said(entry: Entry): string {
  const from = entry.type === "citizen" ? entry.type : entry.from;
  const words = entry.type === "citizen" ? (entry.masked ?? entry.text) : inFull(entry.reply);
  if (from === "notice") return `— ${words} —`;
  const when = entry.at ? ` (${localTime(entry.at)})` : "";
  return `${t.speaker[from]}${when}:\n${words}`;
}

function inFull(reply: Reply): string {
  switch (reply.kind) {
    case "service":
      return serviceText(reply.service);
    case "services":
      return reply.services.map(serviceText).join("\n\n");
    case "choices":
      return [reply.text, ...reply.options.map(({ title }) => `[${title}]`)].join("\n");
    default:
      return spoken(reply);
  }
}
