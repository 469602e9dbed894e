// The page's audit and the backend's are one: `save.mjs` with the WASM package, `backend.py` with the Python package.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { dashlift, folder } from '../../bindings-wasm/tests/package.mjs';
import { launch } from '../../bindings-wasm/tools/browser.mjs';
import { audit, save } from './save.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const messy = readFileSync(here('layout.json'), 'utf8');
/** Without the region that lies on another one. */
const mended = messy.replace('"grid_col": "4"', '"grid_col": "6"');
let backend;
let page;
let url;

before(async () => {
  const python = process.env.DASHLIFT_PYTHON ?? 'python3';
  backend = spawn(python, [here('backend.py'), '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await Promise.race([once(backend.stdout, 'data'), once(backend, 'exit').then(() => { throw new Error('the backend ended'); })]);
  page = String(line).trim();
  url = new URL('/layouts/main', page).href;
});
after(() => backend?.kill());

const put = (body) => fetch(url, { method: 'PUT', body });

test('what the page refuses is not sent, and the backend refuses it with the same findings', async () => {
  const { saved, findings } = await save(dashlift, messy, url);
  assert.equal(saved, false);
  assert.equal((await fetch(url)).status, 404);
  const overlap = findings.find(({ rule }) => rule === 'regions/overlap');
  assert.deepEqual([overlap.at, overlap.related], ['/regions/1', ['/regions/0']]);
  const answer = await put(messy);
  assert.equal(answer.status, 422);
  assert.deepEqual((await answer.json()).findings, findings);
});

test('what the page accepts is stored as the page sent it, to the byte', async () => {
  const { saved, layout } = await save(dashlift, mended, url);
  assert.equal(saved, true);
  assert.equal(await (await fetch(url)).text(), layout);
  assert.equal(await (await put(mended)).text(), layout, 'who does not audit before gets the same');
  assert.deepEqual(audit(dashlift, layout).layout, layout, 'twice is once');
});

test('what is no layout is refused by both with the same code', async () => {
  for (const text of ['[1,', '{"schemaVersion": 42, "panels": []}', '{"regions": 1}', '{"schemaVersion": 2, "regions": []}']) {
    const answer = await put(text);
    assert.equal(answer.status, 400);
    const { code } = await answer.json();
    assert.throws(() => audit(dashlift, text), { code });
  }
});

test('the page in Chromium lets nobody save while there is an error', async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const opened = await browser.newPage();
  const mistakes = [];
  opened.on('pageerror', (error) => mistakes.push(String(error)));
  await opened.route('**/bindings-wasm/pkg/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').pop();
    return route.fulfill({ path: `${folder}/${name}` });
  });
  await opened.goto(page);
  const state = (text) => opened.locator('#state', { hasText: text }).waitFor();
  await state('not to be saved');
  assert.equal(await opened.locator('#save').isEnabled(), false);
  assert.equal(await opened.locator('#grid .wrong').textContent(), 'revenue');
  await opened.fill('#layout', mended);
  await state('ready');
  assert.equal(await opened.locator('#grid div').count(), 3);
  await opened.click('#save');
  await state('saved');
  assert.equal(await opened.locator('#layout').inputValue(), await (await fetch(url)).text());
  assert.deepEqual(mistakes, []);
});
