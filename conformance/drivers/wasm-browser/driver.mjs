// The WASM face in a real browser behind the conformance protocol (see conformance/README.md).
//
// Requests that are waiting go to the page together: a call of the page costs a millisecond, a document a tenth of one.

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { launch, serve } from '../../../bindings-wasm/tools/browser.mjs';
import { packageFolder } from '../wasm-node/package.mjs';
import { memberText } from '../wasm-node/protocol.mjs';

/** How much goes to the page at once. */
const MOST = { requests: 400, characters: 4_000_000 };

const server = await serve({
  '/pkg/': packageFolder(),
  '/shared/': fileURLToPath(new URL('../wasm-node/', import.meta.url)),
  '/': fileURLToPath(new URL('.', import.meta.url)),
});
const browser = await launch();
let page = await open();

async function open() {
  const opened = await browser.newPage();
  opened.on('pageerror', (error) => console.error(error.stack ?? String(error)));
  opened.on('console', (message) => console.error(message.text()));
  await opened.goto(`${server.url}/page.html`);
  await opened.waitForFunction('globalThis.answerAll !== undefined');
  return opened;
}

/** Makes of a line what the page needs: it reads no files, and gets the options as they stand in the line. */
function forPage(line) {
  const { document, options, ...request } = JSON.parse(line);
  const base64 = document?.file === undefined ? document?.base64 : readFileSync(document.file).toString('base64');
  return { request, base64, options: options === undefined ? '{}' : memberText(line, 'options') };
}

async function ask(requests) {
  return JSON.parse(await page.evaluate((text) => globalThis.answerAll(text), JSON.stringify(requests)));
}

async function answer(requests) {
  try {
    return await ask(requests);
  } catch (error) {
    if (requests.length === 1) throw error;
  }
  // One of them killed the page. Asked one by one, it is the one that gets no reply.
  await page.close();
  page = await open();
  const replies = [];
  for (const request of requests) {
    const [reply] = await ask([request]);
    await write([reply]);
  }
  return replies;
}

function write(replies) {
  const text = replies.map((reply) => `${JSON.stringify(reply)}\n`).join('');
  return new Promise((done, fail) => process.stdout.write(text, (error) => (error ? fail(error) : done())));
}

const waiting = [];
let wake = () => {};
let ended = false;
const input = createInterface({ input: process.stdin, crlfDelay: Infinity });
input.on('line', (line) => {
  waiting.push(line);
  wake();
});
input.on('close', () => {
  ended = true;
  wake();
});

function takeBatch() {
  const batch = [];
  for (let size = 0; waiting.length > 0 && batch.length < MOST.requests && size < MOST.characters; ) {
    const request = forPage(waiting.shift());
    batch.push(request);
    size += request.base64?.length ?? 0;
    if (request.request.verb === 'stop') break;
  }
  return batch;
}

let stop;
while (!stop && !(ended && waiting.length === 0)) {
  if (waiting.length === 0) {
    await new Promise((done) => {
      wake = done;
    });
    continue;
  }
  const batch = takeBatch();
  stop = batch.at(-1).request.verb === 'stop' ? batch.pop() : undefined;
  if (batch.length > 0) {
    await write(await answer(batch));
  }
}
await browser.close();
await server.close();
if (stop) {
  await write([{ id: stop.request.id, ok: {} }]);
}
process.exit(0);
