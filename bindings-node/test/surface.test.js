'use strict';

// The names, the types, the documentation: what is promised is what is there.

const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { test } = require('node:test');
const ts = require('typescript');
const dashlift = require('dashlift');
const native = require('../lib/native.js');
const { OLD, thrownBy } = require('./documents.js');

const FOLDER = join(__dirname, '..');
const read = (name) => readFileSync(join(FOLDER, name), 'utf8');
const README = read('README.md');
const EXAMPLE = README.match(/```ts\n(.*?)```/s)[1];
const FUNCTIONS = ['build', 'detect', 'families', 'format', 'migrate', 'migrateAsync', 'migrateMany', 'migrateObject', 'plan', 'validate'];
const CLASSES = ['DashliftError', 'Migrator', 'Outcome'];

/** Returns the classes and constants that a declaration file declares, with the members of the classes. */
function declared(name) {
  const classes = {};
  const constants = [];
  ts.forEachChild(ts.createSourceFile(name, read(name), ts.ScriptTarget.Latest), (node) => {
    if (ts.isClassDeclaration(node)) {
      const named = node.members.filter((member) => member.name !== undefined);
      const members = named.map((member) => [member.name.text, member.parameters?.map((each) => each.name.text)]);
      classes[node.name.text] = Object.fromEntries(members);
    } else if (ts.isVariableStatement(node)) {
      constants.push(...node.declarationList.declarations.map((each) => each.name.text));
    }
  });
  return { classes, constants };
}

const methods = (type) => Object.getOwnPropertyNames(type.prototype).filter((name) => name !== 'constructor').sort();
const functions = (members) => Object.keys(members).filter((name) => members[name] !== undefined).sort();

test('native.d.ts is the addon', () => {
  const { classes, constants } = declared('native.d.ts');
  const exported = Object.keys(native).filter((name) => !name.startsWith('_'));
  assert.deepEqual(exported.sort(), [...constants, ...Object.keys(classes)].sort());
  for (const name of exported) assert.deepEqual(methods(native[name]), functions(classes[name]), name);
});

test('index.d.ts and index.mjs are the package', async () => {
  const { classes, constants } = declared('index.d.ts');
  assert.deepEqual(Object.keys(dashlift).sort(), [...CLASSES, ...FUNCTIONS].sort());
  assert.deepEqual([Object.keys(classes).sort(), constants.sort()], [CLASSES, FUNCTIONS]);
  assert.deepEqual(methods(dashlift.Migrator), FUNCTIONS);
  assert.deepEqual(functions(classes.Migrator), FUNCTIONS);
  const module = await import('dashlift');
  assert.deepEqual(Object.keys(module).sort(), Object.keys(dashlift).sort());
  for (const name of Object.keys(dashlift)) assert.equal(module[name], dashlift[name]);

  const error = thrownBy(() => dashlift.migrate('[1,'));
  const members = [...Object.getOwnPropertyNames(error), ...methods(dashlift.DashliftError)];
  for (const name of Object.keys(classes.DashliftError)) assert.ok(members.includes(name), name);
  const outcome = dashlift.migrate(OLD);
  for (const name of Object.keys(outcome)) assert.ok(name in classes.Outcome, name);
});

test('every option is the core\'s and every one of the core\'s is here', () => {
  const types = ts.createSourceFile('types.d.ts', read('types.d.ts'), ts.ScriptTarget.Latest);
  for (const [name, call] of [['MigrateOptions', dashlift.migrate], ['ValidateOptions', dashlift.validate]]) {
    const { message } = thrownBy(() => call(OLD, { 'nobody knows me': 1 }));
    const known = [...message.split('known are')[1].matchAll(/`(\w+)`/g)].map((match) => match[1]);
    const node = types.statements.find((each) => each.name?.text === name);
    assert.deepEqual(node.members.map((member) => member.name.text), known);
  }
});

test('the versions are one', () => {
  const { version, peerDependencies } = JSON.parse(read('package.json'));
  assert.equal(dashlift.build().version, version);
  assert.equal(peerDependencies['@dashlift/wasm'], version);
  assert.equal(JSON.parse(read('package-lock.json')).version, version);
});

test('nothing of one machine is in the lock', () => {
  assert.doesNotMatch(read('package-lock.json'), /https?:|"resolved"/);
});

/** Makes a program's folder that has the package and Node's types among its modules. */
function program(files) {
  const folder = mkdtempSync(join(tmpdir(), 'dashlift-'));
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  symlinkSync(FOLDER, join(folder, 'node_modules/dashlift'), 'junction');
  for (const name of ['@types/node', 'undici-types']) {
    symlinkSync(join(FOLDER, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test('the example of the README is true, as a module and as a script', () => {
  const [, printed] = README.match(/```text\n(.*?)```/s);
  const script = EXAMPLE.replace(/import (.*) from '(.*)';/, "const $1 = require('$2');");
  const folder = program({ 'example.mjs': EXAMPLE, 'example.cjs': `(async () => {${script}})();` });
  try {
    for (const name of ['example.mjs', 'example.cjs']) {
      const said = execFileSync(process.execPath, [name], { cwd: folder, encoding: 'utf8' });
      assert.equal(said, printed, name);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const TYPED = `
import { Migrator, detect, format, migrateAsync, migrateObject, plan, validate } from 'dashlift';
import type { ErrorCode, MigrateOptions, Report } from 'dashlift';

const data: Buffer = migrate(Buffer.from('{}')).document;
const plain: Uint8Array = (await migrateAsync(new Uint8Array(1), null, { signal: AbortSignal.timeout(5) })).document;
const options: MigrateOptions = { to: '42', exportKeys: 'drop', context: { datasources: [{ uid: 'p1', isDefault: true }] } };
const text: string = migrate('{}', options).document;
const report: Report = migrate('{}').report;
const step: string | undefined = report.steps[0]?.id;
for await (const each of migrateMany([Buffer.alloc(1)], {}, { concurrency: 2, signal: new AbortController().signal })) {
  if (each instanceof DashliftError) { const code: ErrorCode = each.code; } else { const bytes: Buffer = each.document; }
}
async function* source() { yield 'a'; yield Buffer.alloc(1); }
for await (const each of new Migrator({ inputs: { DS: 'p1' } }).migrateMany(source())) {
  if (!(each instanceof DashliftError)) { const either: string | Buffer = each.document; }
}
const known: { title: string } = migrateObject<{ title: string }>({}).document;
const styled: Buffer = format(Buffer.alloc(1), 'canonical');
const facts: [string, number, boolean | undefined] = [detect('').status, validate('').total, plan('1', '2').steps[0]?.lossy];
const kept: string | undefined = migrate('').complement;

// @ts-expect-error
migrate(5);
// @ts-expect-error
migrate('{}', { export_keys: 'drop' });
// @ts-expect-error
migrate('{}', { exportKeys: 'burn' });
// @ts-expect-error
format('{}', 'fancy');
// @ts-expect-error
report.nothing;
// @ts-expect-error
const wrong: string = migrate(Buffer.from('{}')).document;
// @ts-expect-error
migrateMany('{}', {}, { threads: 2 });
`;

test('tsc is content with the README and finds mistakes', () => {
  const common = `import dashlift = require('dashlift');\nconst text: string = dashlift.migrate('').document;\nexport = text;\n`;
  const folder = program({ 'example.mts': EXAMPLE, 'typed.mts': EXAMPLE + TYPED, 'common.cts': common });
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noEmit', '--skipDefaultLibCheck', '--target', 'es2022'];
  const run = (...args) => {
    const done = spawnSync(process.execPath, [require.resolve('typescript/lib/tsc.js'), ...strict, ...args], { cwd: folder, encoding: 'utf8' });
    assert.equal(done.status, 0, done.stdout + done.stderr);
  };
  try {
    run('--module', 'nodenext', '--types', 'node', 'example.mts', 'typed.mts', 'common.cts', join(FOLDER, 'native.d.ts'));
    // A bundler's view, and no types of Node.
    run('--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom', 'example.mts');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what is published is complete', () => {
  const { files } = JSON.parse(read('package.json'));
  for (const name of readdirSync(FOLDER)) {
    if (/^index\.|\.d\.ts$/.test(name)) assert.ok(files.includes(name) || files.includes(name.replace(/\..*/, '.*')), name);
  }
  assert.ok(existsSync(join(FOLDER, 'README.md')));
});
