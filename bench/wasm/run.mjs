// Measures the WebAssembly module beside JSON.parse and JSON.stringify, in rounds that take turns.
//
//     node run.mjs MODULE ROUNDS FOLDER...
//
// Prints one JSON line: for each folder the seconds of each contender, a number a round.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modulePath, rounds, ...folders] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(modulePath));
const { memory, input, output, ...functions } = instance.exports;

/** Copies a document in, calls a function, copies the result out. */
function call(name, bytes) {
  const at = input(bytes.length);
  new Uint8Array(memory.buffer).set(bytes, at);
  const length = functions[name](bytes.length);
  if (length < 0) throw new Error(`${name} failed`);
  const start = output();
  return new Uint8Array(memory.buffer).slice(start, start + length);
}

/** What is measured on a document; `text` is its string, decoded beforehand. */
const indent = { pretty: 2, migrate: 2 };
const contenders = {
  "json": ({ text }, folder) => JSON.stringify(JSON.parse(text), null, indent[folder]),
  "json-parse": ({ text }) => JSON.parse(text),
  "json-bytes": ({ bytes }, folder) =>
    new TextEncoder().encode(JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, indent[folder])),
  "wasm-format": ({ bytes }) => call("format", bytes),
  "wasm-detect": ({ bytes }) => call("detect", bytes),
};
const migrating = { "wasm-migrate": ({ bytes }) => call("migrate", bytes) };

/** The folders that are named after a conversion hold what it converts. */
const converting = (name) => ({ "json": contenders["json"], "wasm-convert": ({ bytes }) => call(name, bytes) });

/** The released package's own functions, where it is built: DASHLIFT_WASM_PKG is its folder. */
const entry = join(process.env.DASHLIFT_WASM_PKG ?? "", "node.mjs");
if (existsSync(entry)) {
  const api = await import(pathToFileURL(entry));
  contenders["package-detect"] = ({ bytes }) => api.detect(bytes);
  migrating["package-migrate"] = ({ bytes }) => api.migrate(bytes).document;
}

const decoder = new TextDecoder("utf-8", { fatal: true });
let kept = 0;
const results = {};
for (const path of folders) {
  const folder = path.split(/[\\/]/).at(-1);
  const documents = readdirSync(path).sort().map((name) => {
    const bytes = readFileSync(join(path, name));
    return { bytes, text: decoder.decode(bytes) };
  });
  const all = folder === "migrate" ? { ...contenders, ...migrating } : contenders;
  const list = Object.entries(folder.startsWith("to_") ? converting(folder) : all);
  const seconds = Object.fromEntries(list.map(([name]) => [name, []]));
  const warmUp = 5;
  for (let round = -warmUp; round < Number(rounds); round++) {
    for (let turn = 0; turn < list.length; turn++) {
      const [name, work] = list[(turn + round + warmUp) % list.length];
      const start = process.hrtime.bigint();
      for (const document of documents) kept += work(document, folder).length ?? 1;
      const end = process.hrtime.bigint();
      if (round >= 0) seconds[name].push(Number(end - start) / 1e9);
    }
  }
  results[folder] = seconds;
}
if (kept === 0) throw new Error("nothing was measured");
console.log(JSON.stringify({ node: process.version, results }));
