// In Chromium: the page of `examples/browser`, the README's example, traps, depth, workers.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, serve } from '../../tools/browser.mjs';
import { deepest } from '../deepest.mjs';
import { dashlift, folder } from '../package.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const readme = readFileSync(join(root, 'bindings-wasm/README.md'), 'utf8');
const example = join(root, 'examples/dashboards/checkout-latency.v39.json');
let browser;
let server;

before(async () => {
  server = await serve({ '/bindings-wasm/pkg/': folder, '/': root });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a page on which every mistake is an error of the test. */
async function open(path, body) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  const mistakes = [];
  page.on('pageerror', (error) => mistakes.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()));
  if (body !== undefined) {
    await page.route('**/blank.html', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  }
  await page.goto(server.url + path);
  return { page, mistakes };
}

/** A page with the package and, for the test build, what is inside it. */
async function openPackage() {
  const { page, mistakes } = await open('/blank.html', '<!doctype html><link rel="icon" href="data:,">');
  await page.evaluate(async () => {
    globalThis.api = await import('/bindings-wasm/pkg/index.js');
    globalThis.inside = await import('/bindings-wasm/pkg/instance.js');
    await globalThis.api.init();
  });
  return { page, mistakes };
}

test('the example page lifts a dashboard on load, offers it, and takes another', async () => {
  const { page, mistakes } = await open('/examples/browser/');
  const text = (selector) => page.locator(selector).textContent();
  await page.locator('#download').waitFor();
  assert.equal(await text('#name'), 'checkout-latency.v39.json');
  assert.equal(await text('#versions'), 'grafana@39 → grafana@42');
  const given = readFileSync(example);
  const lifted = dashlift.migrate(given, { explain: true });
  assert.equal(await page.locator('#steps > li').count(), lifted.report.steps.length);
  if (process.env.DASHLIFT_SCREENSHOT) {
    await page.locator('#steps summary').first().click();
    await page.screenshot({ path: process.env.DASHLIFT_SCREENSHOT });
  }
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  assert.equal(download.suggestedFilename(), 'checkout-latency.lifted.json');
  assert.deepEqual(readFileSync(await download.path()), lifted.document);

  await page.setInputFiles('#file', { name: 'done.json', mimeType: 'application/json', buffer: lifted.document });
  await page.locator('#versions', { hasText: /^grafana@42$/ }).waitFor();
  assert.equal(await page.locator('#download').isVisible(), false);
  await page.setInputFiles('#file', { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('[1,') });
  await page.locator('#versions', { hasText: 'not lifted' }).waitFor();
  assert.match(await text('#problems'), /^line 1, column 4: /);
  assert.deepEqual(mistakes, []);
});

test('the example of the README is true', async () => {
  const [source] = readme.match(/(?<=```js\n).*?(?=```)/s);
  const [printed] = readme.match(/(?<=```text\n).*?(?=```)/s);
  const map = '<script type="importmap">{"imports": {"@dashlift/wasm": "/bindings-wasm/pkg/index.js"}}</script>';
  const page = await browser.newPage();
  const lines = [];
  page.on('console', (message) => lines.push(message.text()));
  page.on('pageerror', (error) => lines.push(String(error)));
  const body = `<!doctype html><link rel="icon" href="data:,">${map}<script type="module">${source}\nglobalThis.done = true</script>`;
  await page.route('**/blank.html', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await page.goto(`${server.url}/blank.html`);
  await page.waitForFunction('globalThis.done', undefined, { timeout: 10_000 });
  assert.equal(`${lines.join('\n')}\n`, printed);
});

test('traps are survived, a thousand of them', async () => {
  const { page, mistakes } = await openPackage();
  const answers = await page.evaluate((old) => {
    const { api, inside } = globalThis;
    const lifted = api.migrate(old).document;
    const migrator = new api.Migrator({ inputs: { DS: 'p1' } });
    const kinds = [(glue) => glue._panic(), (glue) => glue._overflow(0), (glue) => glue._exhaust()];
    const die = (work) => {
      try {
        inside.call(work);
        return 'nothing was thrown';
      } catch (error) {
        return migrator.migrate(old).document === lifted ? error.code : 'the next call is wrong';
      }
    };
    return [...kinds.map(die), ...Array.from({ length: 1000 }, () => die(kinds[0]))];
  }, '{"schemaVersion": 41, "title": "Fleet", "panels": []}');
  assert.deepEqual([...new Set(answers)], ['internal']);
  assert.deepEqual(mistakes, []);
});

test('256 containers deep is deep enough, in a page and in a worker', async () => {
  const { page, mistakes } = await openPackage();
  const worker = `
    import { init, migrate, format } from '${server.url}/bindings-wasm/pkg/index.js';
    await init();
    onmessage = ({ data }) => {
      const answer = (text) => { try { return migrate(text, { explain: true }).document } catch (error) { return error.code } };
      postMessage([...data.map(answer), format(data[1], 'canonical')]);
    };
    postMessage('ready');`;
  const deep = (open, close, count) => `{"schemaVersion": 41, "title": "Fleet", "panels": [], "deep": ${open.repeat(count)}${close.repeat(count)}}`;
  const documents = [deep('[', ']', 255), deep('[', ']', 256), deep('{"a":', '}', 255).replace('}', '1}'), deep('[', ']', 100_000)];
  documents[1] = deep('[', ']', 254);
  const [inPage, inWorker] = await page.evaluate(async ([script, texts]) => {
    const { migrate, format } = globalThis.api;
    const answer = (text) => { try { return migrate(text, { explain: true }).document } catch (error) { return error.code } };
    const thread = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
    const next = () => new Promise((done) => { thread.onmessage = ({ data }) => done(data); });
    await next();
    thread.postMessage(texts);
    return [[...texts.map(answer), format(texts[1], 'canonical')], await next()];
  }, [worker, documents]);
  const native = documents.map((text) => {
    try {
      return dashlift.migrate(text, { explain: true }).document;
    } catch (error) {
      return error.code;
    }
  });
  assert.deepEqual(inPage, [...native, dashlift.format(documents[1], 'canonical')]);
  assert.deepEqual(inWorker, inPage);
  assert.ok(inPage[0].includes('"deep": [[['), inPage[0].slice(0, 40));
  assert.equal(inPage[3], 'too-deep');
  assert.deepEqual(mistakes, []);
});

test('the deepest v2 dashboards go every way and back, in a page and in a worker', async () => {
  const { page, mistakes } = await openPackage();
  const trips = `({ migrate, validate }, texts) => texts.map((text) => {
    try {
      for (const to of ['grafana@42', 'grafana@v1beta1', 'grafana@v2alpha1', 'grafana@v2beta1']) {
        const made = migrate(text, { to, explain: true, carry: 'beside' });
        migrate(made.document, { to: made.report.from, explain: true, complement: made.complement });
      }
      return typeof validate(text).total;
    } catch (error) {
      return String(error);
    }
  })`;
  const worker = `
    import * as api from '${server.url}/bindings-wasm/pkg/index.js';
    await api.init();
    onmessage = ({ data }) => postMessage((${trips})(api, data));
    postMessage('ready');`;
  const documents = Object.values(deepest());
  const [inPage, inWorker] = await page.evaluate(async ([trips, script, texts]) => {
    const thread = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
    const next = () => new Promise((done) => { thread.onmessage = ({ data }) => done(data); });
    await next();
    thread.postMessage(texts);
    return [(0, eval)(trips)(globalThis.api, texts), await next()];
  }, [trips, worker, documents]);
  assert.deepEqual(inPage, documents.map(() => 'number'));
  assert.deepEqual(inWorker, inPage);
  assert.deepEqual(mistakes, []);
});
