// Where the module comes from; each case in a fresh process or a fresh copy of the modules.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { serve } from '../tools/browser.mjs';
import { OLD, folder, thrownBy } from './package.mjs';

const wasm = join(folder, 'dashlift_wasm_bg.wasm');

/** Loads the modules anew, as a bundler would: without Node's way to find the module. */
function fresh(file = 'cjs/api.js') {
  const script = `
    const api = require(${JSON.stringify(join(folder, file))});
    const { readFileSync } = require('node:fs');
    const wasm = ${JSON.stringify(wasm)};
    const lift = () => api.migrate(${JSON.stringify(OLD)}).report.to;`;
  return (body) => execFileSync(process.execPath, ['-e', `${script}\n(async () => { ${body} })().catch((error) => {
    console.log(String(error)); })`], { encoding: 'utf8' }).trim();
}

test('without a module, calls say what to do', () => {
  assert.equal(fresh()('lift()'), 'Error: dashlift is not loaded yet: call `await init()` first');
});

test('the module comes from bytes, a module, a response, a URL, or a promise', async () => {
  const { url, close } = await serve({ '/': folder });
  const address = `${url}/dashlift_wasm_bg.wasm`;
  const sources = [
    'readFileSync(wasm)',
    'new Uint8Array(readFileSync(wasm)).buffer',
    'new WebAssembly.Module(readFileSync(wasm))',
    'new Response(readFileSync(wasm))',
    'new Response(readFileSync(wasm), { headers: { "Content-Type": "application/wasm" } })',
    'Promise.resolve(readFileSync(wasm))',
  ];
  for (const source of sources) {
    const body = `await Promise.all([api.init(${source}), api.init(${source})]); console.log(lift())`;
    assert.equal(fresh()(body), 'grafana@42', source);
  }
  for (const source of ['readFileSync(wasm)', 'new WebAssembly.Module(readFileSync(wasm))']) {
    assert.equal(fresh()(`api.initSync(${source}); await api.init('nowhere'); console.log(lift())`), 'grafana@42');
  }
  const { execFile } = await import('node:child_process');
  for (const source of [`new URL('${address}')`, `'${address}'`, `new Request('${address}')`, `fetch('${address}')`]) {
    // Asynchronously: the server is in this process.
    const script = `require(${JSON.stringify(join(folder, 'cjs/api.js'))}).init(${source}).then(() => console.log('ok'))`;
    const out = await new Promise((done) => execFile(process.execPath, ['-e', script], (_, stdout) => done(stdout)));
    assert.equal(out.trim(), 'ok', source);
  }
  await close();
});

test('a failed attempt may be repeated', () => {
  const body = `
    await api.init(new Response('', { status: 404 })).catch((error) => console.log(error.message));
    await api.init(new Uint8Array([1, 2])).catch((error) => console.log(error.name));
    await api.init(readFileSync(wasm));
    console.log(lift());`;
  assert.equal(fresh()(body), 'cannot load dashlift: the server answered 404\nCompileError\ngrafana@42');
});

test('Node needs no call, and `init` is there all the same', () => {
  assert.equal(fresh('node.cjs')('console.log(lift())'), 'grafana@42');
  assert.equal(fresh('node.cjs')('await api.init(); console.log(lift())'), 'grafana@42');
  const file = JSON.stringify(pathToFileURL(wasm).href);
  assert.equal(fresh('node.cjs')(`await api.init(new URL(${file})); console.log(lift())`), 'grafana@42');
});

test('`import` and `require` share one instance', async () => {
  const imported = await import(pathToFileURL(join(folder, 'node.mjs')).href);
  const { require } = await import('./package.mjs');
  assert.equal(imported.DashliftError, require(folder).DashliftError);
  assert.equal(imported.default, imported.init);
  assert.equal(thrownBy(() => imported.migrate('?')).code, 'invalid-json');
  assert.ok(readFileSync(wasm).length > 0);
});
