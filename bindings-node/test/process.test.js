'use strict';

// Panics, threads, the addon and what stands in for it.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { test } = require('node:test');
const { Worker } = require('node:worker_threads');
const dashlift = require('dashlift');
const { raised } = require('../lib/errors.js');
const native = require('../lib/native.js');
const { OLD, thrownBy } = require('./documents.js');

const FOLDER = join(__dirname, '..');
const untested = native._panic === undefined && 'not built with `--conformance`';

test('a panic is the error internal, and the process lives on', { skip: untested }, () => {
  const code = `
    const { guarded, raised } = require('./lib/errors.js');
    const native = require('./lib/native.js');
    const found = [];
    for (let i = 0; i < 10; i += 1) try { guarded(native._panic); } catch (error) { found.push(error); }
    const panics = Array.from({ length: 10 }, () => native._panicAsync().catch((thrown) => found.push(raised(thrown))));
    Promise.all(panics)
      .then(() => require('dashlift').migrateAsync(${JSON.stringify(OLD)}))
      .then(({ report }) => console.log(JSON.stringify([...found, report.to])));
  `;
  // What a panic prints is not for those who read the tests.
  const stdio = ['ignore', 'pipe', 'ignore'];
  const found = JSON.parse(execFileSync(process.execPath, ['-e', code], { cwd: FOLDER, stdio }));
  const message = 'a bug in dashlift, please report it: asked for by the test build';
  assert.deepEqual(found, [...Array(20).fill({ code: 'internal', message }), 'grafana@42']);
});

test('the low level refuses what is no document', () => {
  const core = new native.Core();
  for (const call of [() => core.migrateJson(OLD, '{}'), () => core.detectJson(5), () => new native.Core(5)]) {
    assert.equal(raised(thrownBy(call)).code, 'internal');
  }
});

test('worker threads have cores of their own', async () => {
  const code = `
    const { parentPort } = require('node:worker_threads');
    const dashlift = require(${JSON.stringify(join(FOLDER, 'index.js'))});
    const old = ${JSON.stringify(OLD)};
    dashlift.migrateAsync(old).then((later) => parentPort.postMessage([dashlift.migrate(old).document, later.document]));
  `;
  const { document } = dashlift.migrate(OLD);
  const work = () =>
    new Promise((resolve, reject) => {
      new Worker(code, { eval: true }).once('message', resolve).once('error', reject);
    });
  for (const found of await Promise.all([work(), work(), work()])) assert.deepEqual(found, [document, document]);
});

test('a program ends although results are open', () => {
  const code = `
    const results = require('dashlift').migrateMany(Array(50).fill(${JSON.stringify(OLD)}));
    results.next().then(({ value }) => console.log(value.report.to));
  `;
  const said = execFileSync(process.execPath, ['-e', code], { cwd: FOLDER, encoding: 'utf8', timeout: 60_000 });
  assert.equal(said, 'grafana@42\n');
});

test('a loop that never lets the event loop turn keeps no old documents', () => {
  const code = `
    const dashlift = require('dashlift');
    const old = Buffer.from(require('./test/documents.js').titled('large', 1000));
    const before = process.memoryUsage().rss;
    let size = 0;
    while (size < 2e8) size += dashlift.format(old, 'canonical').length;
    console.log((process.memoryUsage().rss - before) / size);
  `;
  const kept = execFileSync(process.execPath, ['-e', code], { cwd: FOLDER, encoding: 'utf8', timeout: 60_000 });
  assert.ok(Number(kept) < 0.5, kept);
});

/** Runs code where the package has no addon, beside a `@dashlift/wasm` of the given text. */
function withoutAddon(wasm, code) {
  const folder = mkdtempSync(join(tmpdir(), 'dashlift-'));
  try {
    for (const name of ['index.js', 'package.json', 'lib']) cpSync(join(FOLDER, name), join(folder, name), { recursive: true });
    if (wasm !== undefined) {
      const inside = join(folder, 'node_modules/@dashlift/wasm');
      mkdirSync(inside, { recursive: true });
      writeFileSync(join(inside, 'index.js'), wasm);
    }
    const env = { ...process.env };
    delete env.DASHLIFT_NODE_ADDON;
    return execFileSync(process.execPath, ['-e', code], { cwd: folder, env, encoding: 'utf8', timeout: 60_000 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The other package as far as it is used here; its own tests prove the rest. */
const STAND_IN = `
  const { Migrator } = require(${JSON.stringify(join(FOLDER, 'index.js'))});
  module.exports = { Migrator };
`;

const USE = `
  const { DashliftError, Migrator, ...dashlift } = require('dashlift');
  const old = Buffer.from(${JSON.stringify(OLD)});
  const codeOf = (work) => { try { work(); } catch (thrown) { return thrown instanceof DashliftError && thrown.code; } };
  (async () => {
    const found = [dashlift.migrate(old).report.to, dashlift.detect(old).status, dashlift.plan('grafana@41', '42').steps.length];
    const promise = dashlift.migrateAsync(old);
    const current = dashlift.migrateAsync(dashlift.migrate(old).document);
    old.fill(0x20);
    found.push((await promise).report.to, (await current).report.changed, Buffer.isBuffer((await current).document));
    found.push(codeOf(() => new Migrator({ data: 1 })), codeOf(() => dashlift.migrateMany([], { style: 1 })));
    for await (const result of dashlift.migrateMany(['[1,', ${JSON.stringify(OLD)}], { to: '42' })) {
      found.push(result.code ?? result.report.to);
    }
    found.push(new Migrator({ inputs: {} }).validate('{"schemaVersion": 42, "panels": [], "title": "a"}').total);
    console.log(JSON.stringify(found));
  })();
`;
const USED = ['grafana@42', 'upgradable', 1, 'grafana@42', false, true];
USED.push('unknown-option', 'invalid-option', 'invalid-json', 'grafana@42', 0);

test('another implementation of the functions stands in for the addon', () => {
  assert.deepEqual(JSON.parse(withoutAddon(STAND_IN, USE)), USED);
});

const WASM = join(FOLDER, '../bindings-wasm/pkg');
const unbuilt = !existsSync(join(WASM, 'cjs/dashlift_wasm.js')) && 'the WASM package is not built';

test('the WASM package stands in for the addon', { skip: unbuilt }, () => {
  const wasm = `module.exports = require(${JSON.stringify(join(WASM, 'node.cjs'))});`;
  assert.deepEqual(JSON.parse(withoutAddon(wasm, USE)), USED);
  assert.equal(withoutAddon(wasm, "console.log(require('dashlift').build().face)"), 'wasm\n');
});

test('without both, the error says what to do', () => {
  const code = "try { require('dashlift') } catch (error) { console.log(error.message) }";
  const said = withoutAddon(undefined, code);
  assert.match(said, new RegExp(`no addon for ${process.platform}-${process.arch}`));
  assert.match(said, /npm install @dashlift\/wasm/);
  assert.match(said, /npm run build/);
});
