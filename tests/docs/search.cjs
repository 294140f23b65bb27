// Asks the search of a built site, by the worker that a reader's browser runs. Usage: node search.cjs SITE QUESTION…
// Prints for each question the addresses that are found, best first.
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const SETUP = 0;
const QUERY = 2;
const [site, ...questions] = process.argv.slice(2);
const folder = path.join(site, "assets", "javascripts", "workers");
const script = fs.readdirSync(folder).find((name) => /^search\.\w+\.min\.js$/.test(name));
let hear;
let told;
const worker = {
  console,
  addEventListener: (_kind, listener) => (hear = listener),
  postMessage: (message) => told(message),
  importScripts: (...files) => files.forEach(run),
};
worker.self = worker;
const room = vm.createContext(worker);

function run(file) {
  vm.runInContext(fs.readFileSync(path.join(folder, file), "utf8"), room);
}

function ask(type, data) {
  return new Promise((resolve) => {
    told = resolve;
    hear({ data: { type, data } });
  });
}

async function main() {
  run(script);
  const index = JSON.parse(fs.readFileSync(path.join(site, "search", "search_index.json"), "utf8"));
  await ask(SETUP, { ...index, options: { suggest: false } });
  const found = [];
  for (const question of questions) {
    const { data } = await ask(QUERY, question);
    found.push(data.items.map((sections) => sections[0].location));
  }
  console.log(JSON.stringify(found));
}

main();
