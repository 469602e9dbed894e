// Migrates through the Node addon as the benchmark asks: a job a line in, its seconds a line out.
//
//     node worker.mjs DOCUMENT FOLDER
//
// The jobs are `one TIMES` (the document) and `batch THREADS` (the folder; UV_THREADPOOL_SIZE sets the threads).

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [document, folder] = process.argv.slice(2);
const one = readFileSync(document);
const documents = readdirSync(folder).sort().map((name) => readFileSync(join(folder, name)));

async function load() {
  const dashlift = await import("../../bindings-node/index.mjs");
  if (dashlift.build().face === "wasm") throw new Error("no addon is built, WebAssembly took its place");
  return dashlift;
}

const dashlift = await load().catch((error) => {
  console.log(error.message.split("\n")[0]);
  process.exit(1);
});
console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  const [job, number] = line.split(" ");
  const start = process.hrtime.bigint();
  if (job === "one") {
    for (let time = 0; time < Number(number); time++) dashlift.migrate(one);
  } else {
    for await (const result of dashlift.migrateMany(documents)) void result;
  }
  console.log(Number(process.hrtime.bigint() - start) / 1e9);
}
