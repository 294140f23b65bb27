// Says whether the built files in assistant/web belong to the sources here. Needs Node only, no packages.
//   node scripts/stamp.mjs write   after a build: notes the sources' hash and each built file's beside them
//   node scripts/stamp.mjs check   exit 1, with the reason, when the built files are stale or were changed by hand
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(dirname(fileURLToPath(import.meta.url)));
const WEB = join(HERE, "..", "assistant", "web");
const STAMP = join(WEB, "build.json");
const SOURCES = ["src", "scripts/letters.ts", "scripts/words.ts", "package.json", "package-lock.json", "vite.config.ts", "../contract/api.d.ts"];
/** What lies beside the built files and is made elsewhere. */
const OTHERS = ["build.json", "console", "insight", "portal"];

function filesUnder(path) {
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function nameOf(folder, path) {
  return relative(folder, path).split(sep).join("/");
}

/** One hash over every source: name and content, in the order of the names. */
function sourcesHash() {
  const hash = createHash("sha256");
  const paths = SOURCES.flatMap((name) => (name === "src" ? filesUnder(join(HERE, name)) : [join(HERE, name)]));
  const named = paths.map((path) => [nameOf(HERE, path), path]);
  for (const [name, path] of named.sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function builtHashes() {
  const hashOf = (name) => createHash("sha256").update(readFileSync(join(WEB, name))).digest("hex");
  const names = filesUnder(WEB).map((path) => nameOf(WEB, path));
  const built = names.filter((name) => !OTHERS.includes(name.split("/")[0])).sort();
  return Object.fromEntries(built.map((name) => [name, hashOf(name)]));
}

function reasonsToBuild() {
  if (!existsSync(STAMP)) return ["there is no build yet"];
  const stamp = JSON.parse(readFileSync(STAMP, "utf8"));
  const built = builtHashes();
  const names = new Set([...Object.keys(stamp.files ?? {}), ...Object.keys(built)]);
  const changed = [...names].filter((name) => built[name] !== stamp.files?.[name]);
  const stale = stamp.sources === sourcesHash() ? [] : ["the sources in widget/ have changed since the build"];
  return [...stale, ...changed.map((name) => `assistant/web/${name} is not what the build wrote`)];
}

if (process.argv[2] === "write") {
  const stamp = { sources: sourcesHash(), files: builtHashes() };
  writeFileSync(STAMP, `${JSON.stringify(stamp, null, 2)}\n`);
} else {
  const reasons = reasonsToBuild();
  for (const reason of reasons) console.error(`stale: ${reason}`);
  console.log(reasons.length ? "run: npm ci && npm run build (in widget/)" : "the built files are up to date");
  process.exitCode = reasons.length ? 1 : 0;
}
