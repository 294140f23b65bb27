import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";

const SOURCES = new URL("../src/", import.meta.url);
const STRINGS = "/strings/";
/** A word of the interface where it is written, and where it is used. */
const WRITTEN = /^ {2}(\w+)(?=:)/gm;
const USED = /\bt\.(\w+)/g;

/**
 * Lets the built files call the interface's words by short names. One that is also looked up by a value, as in
 * `t[section]`, keeps its name: it is in quotes somewhere. A name depends on nothing but the word's full name, so that a
 * language file in a browser's store still fits a newer widget.
 */
export function shortWords(): Plugin {
  const names = shortNames();
  const short = (whole: string, word: string) => whole.replace(word, names.get(word) ?? word);
  return {
    name: "short-words",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!id.startsWith(SOURCES.pathname) || !id.endsWith(".ts")) return undefined;
      return { code: code.replace(id.includes(STRINGS) ? WRITTEN : USED, short), map: null };
    },
  };
}

function shortNames(): Map<string, string> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const code = files.filter((file) => !file.startsWith("strings")).map(read).join("\n");
  const quoted = new Set([...code.matchAll(/"(\w+)"/g)].map(([, word]) => word));
  const words = [...read("strings/fa.ts").matchAll(WRITTEN)].map(([, word]) => `${word}`);
  const names = new Map(words.filter((word) => !quoted.has(word)).map((word) => [word, shortName(word)]));
  if (new Set(names.values()).size < names.size) throw new Error("two words have one short name: rename one");
  return names;
}

function shortName(word: string): string {
  const letters = createHash("sha1").update(word).digest("base64").replace(/[^A-Za-z]/g, "");
  return letters.slice(0, 2);
}

function read(file: string): string {
  return readFileSync(new URL(file, SOURCES), "utf8");
}
