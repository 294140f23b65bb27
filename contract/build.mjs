// Writes the types of the HTTP interface, from the gateway's own description of it.
//   node build.mjs OPENAPI.json TYPES.d.ts
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import openapiTypescript, { astToString } from "openapi-typescript";

const [description, types] = process.argv.slice(2);
const text = readFileSync(description, "utf8");

/** What of a field is left where null cannot be: a field that may be absent is never null (a test holds answers to that). */
function known(field) {
  const { anyOf, ...rest } = field;
  if (!anyOf) return field;
  const left = anyOf.filter((one) => one.type !== "null");
  return left.length === 1 ? { ...rest, ...left[0] } : { ...rest, anyOf: left };
}

/** A schema as clients see it. */
function seen({ properties, required = [], ...rest }) {
  if (!properties) return rest;
  const fields = Object.entries(properties).map(([name, field]) => {
    // Its title is its name once more.
    const { title, ...told } = field;
    return [name, required.includes(name) ? told : known(told)];
  });
  return { ...rest, required, properties: Object.fromEntries(fields) };
}

const { openapi, info, components } = JSON.parse(text);
const schemas = Object.fromEntries(Object.entries(components.schemas).map(([name, { title, ...schema }]) => [name, seen(schema)]));
const tree = await openapiTypescript({ openapi, info, paths: {}, components: { schemas } });
const body = astToString(tree).split("\n").filter((line) => line.trim()).join("\n");
const hash = (what) => createHash("sha256").update(what).digest("hex");
writeFileSync(
  types,
  `// Made by \`make contract\`; do not edit.\n// description ${hash(text)}\n// types ${hash(`${body}\n`)}\n${body}\n`,
);
