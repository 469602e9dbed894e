// Measures the released WebAssembly package in Chromium beside JSON.parse and JSON.stringify, in rounds that take turns.
//
//     node chromium.mjs PACKAGE ROUNDS FOLDER
//
// Prints one JSON line: the seconds of each contender, a number a round.

import { readdirSync } from 'node:fs';
import { launch, serve } from '../../bindings-wasm/tools/browser.mjs';

const [folder, rounds, documents] = process.argv.slice(2);
const server = await serve({ '/pkg/': folder, '/documents/': documents });
const browser = await launch();
try {
  const page = await browser.newPage();
  const blank = { contentType: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' };
  await page.route('**/blank.html', (route) => route.fulfill(blank));
  await page.goto(`${server.url}/blank.html`);
  const results = await page.evaluate(race, [readdirSync(documents).sort(), Number(rounds)]);
  console.log(JSON.stringify(results));
} finally {
  await browser.close();
  await server.close();
}

/** Runs in the page. */
async function race([names, rounds]) {
  const api = await import('/pkg/index.js');
  await api.init();
  const load = async (name) => new Uint8Array(await (await fetch(`/documents/${name}`)).arrayBuffer());
  const documents = (await Promise.all(names.map(load))).map((bytes) => {
    return { bytes, text: new TextDecoder().decode(bytes) };
  });
  const contenders = [
    ['json', ({ text }) => JSON.stringify(JSON.parse(text), null, 2)],
    ['json-parse', ({ text }) => JSON.parse(text)],
    ['package-migrate', ({ bytes }) => api.migrate(bytes).document],
    ['package-detect', ({ bytes }) => api.detect(bytes)],
  ];
  const seconds = Object.fromEntries(contenders.map(([name]) => [name, []]));
  const warmUp = 5;
  for (let round = -warmUp; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const [name, work] = contenders[(turn + round + warmUp) % contenders.length];
      const start = performance.now();
      for (const document of documents) work(document);
      if (round >= 0) seconds[name].push((performance.now() - start) / 1e3);
    }
  }
  return seconds;
}
