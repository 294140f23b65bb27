// Says whether the built files in assistant/web/console belong to the sources here. Needs Node only, no packages.
//   node scripts/stamp.mjs write | check
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(dirname(fileURLToPath(import.meta.url)));
const BUILT = join(HERE, "..", "assistant", "web", "console");
const STAMP = join(BUILT, "build.json");

function hashOf(paths, base) {
  const hash = createHash("sha256");
  for (const path of paths.sort()) {
    hash.update(`${relative(base, path).split(sep).join("/")}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function state() {
  const sources = readdirSync(join(HERE, "src"), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  sources.push(...["package.json", "package-lock.json", "vite.config.ts"].map((name) => join(HERE, name)));
  // What console and widget share.
  const shared = ["ascii", "links", "pieces", "puzzle"];
  sources.push(join(HERE, "..", "contract", "api.d.ts"));
  sources.push(...shared.map((name) => join(HERE, "..", "widget", "src", "core", `${name}.ts`)));
  const built = ["console.js", "console.css"].map((name) => join(BUILT, name)).filter(existsSync);
  return { sources: hashOf(sources, HERE), built: hashOf(built, BUILT) };
}

if (process.argv[2] === "write") {
  writeFileSync(STAMP, `${JSON.stringify(state(), null, 2)}\n`);
} else {
  const [now, then] = [state(), existsSync(STAMP) ? JSON.parse(readFileSync(STAMP, "utf8")) : {}];
  const isFresh = now.sources === then.sources && now.built === then.built;
  console.log(isFresh ? "the console's built files are up to date" : "stale: run npm ci && npm run build (in console/)");
  process.exitCode = isFresh ? 0 : 1;
}
