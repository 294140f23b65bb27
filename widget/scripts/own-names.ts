import { readdirSync, readFileSync } from "node:fs";

const SOURCES = new URL("../src/", import.meta.url);
/** Shapes that the server or a later version of the widget knows by name. */
const SPOKEN = ["core/contract.ts", "strings/fa.ts", "core/outbox.ts", "core/session.ts", "core/ticks.ts"];
/** The element that pages and browsers know by name. */
const ELEMENT = "chat.ts";

const INTERFACE = /^(?:export )?interface \w+[^{\n]*\{\n([\s\S]*?)^\}/gm;
const CLASS = /^export class [^\n]*\{\n([\s\S]*?)^\}/gm;
const FIELD = /^ {2}(?:readonly )?([a-z]\w+)\??[(:<]/gm;
const MEMBER = /^ {2}(?:(?:readonly|static|async|get|set) )*([a-z]\w+)[?!]?(?:\(|:| =|;|<)/gm;
const PARAMETER = /^ {4}(?:(?:private|readonly) )+([a-z]\w+)/gm;

/**
 * The names of members that nobody outside the widget's script says: these may be shortened. A name that also stands
 * in a shape of the contract, in the words, in a string, or in something that is kept, stays as it is.
 */
export function ownNames(): RegExp {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const texts = new Map(files.map((file) => [file.replaceAll("\\", "/"), bare(readFileSync(new URL(file, SOURCES), "utf8"))]));
  // Also shapes that stand where an answer is read.
  const read = [...texts.values()].flatMap((text) => text.match(/\bas \{[^}]*\}/g) ?? []);
  const said = new Set([...SPOKEN.map((file) => texts.get(file) ?? ""), ...read].flatMap((text) => text.match(/\w+/g) ?? []));
  const public_ = new Set(members(texts.get(ELEMENT) ?? ""));
  const quoted = new Set([...texts.values()].flatMap((text) => [...text.matchAll(/["'`](\w+)["'`]/g)].map(([, word]) => word)));
  const rest = [...texts].filter(([file]) => file !== ELEMENT && !SPOKEN.includes(file));
  const own = new Set(rest.flatMap(([, text]) => members(text)));
  const names = [...own].filter((name) => ![said, public_, quoted].some((taken) => taken.has(name)));
  return new RegExp(`^(?:${names.sort().join("|")})$`);
}

/** Without comments, whose words name nothing. */
function bare(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

function members(text: string): string[] {
  const inside = (block: RegExp, ...names: RegExp[]) =>
    [...text.matchAll(block)].flatMap(([, body]) => names.flatMap((name) => [...body!.matchAll(name)].map(([, own]) => own!)));
  return [...inside(INTERFACE, FIELD), ...inside(CLASS, MEMBER, PARAMETER)];
}
