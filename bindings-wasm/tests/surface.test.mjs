// The names, the types, the documentation: what is promised is what is there.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { OLD, dashlift, folder, thrownBy } from './package.mjs';

const crate = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(crate, 'README.md'), 'utf8');
const blocks = (language) => [...readme.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map((found) => found[1]);
const [browserExample, nodeExample] = blocks('js');
const [, nodeOutput] = blocks('text');

/** A project that has the package installed. */
const project = mkdtempSync(join(tmpdir(), 'dashlift-'));
after(() => rmSync(project, { recursive: true }));
mkdirSync(join(project, 'node_modules/@dashlift'), { recursive: true });
cpSync(folder, join(project, 'node_modules/@dashlift/wasm'), { recursive: true });
writeFileSync(join(project, 'package.json'), '{"type": "module"}');
writeFileSync(join(project, 'dashboard.json'), OLD);

function declared() {
  const source = ts.createSourceFile('a.d.ts', readFileSync(join(folder, 'dashlift.d.ts'), 'utf8'), ts.ScriptTarget.Latest, true);
  const names = { values: new Set(), Migrator: new Set(), interfaces: {} };
  for (const node of source.statements) {
    if (ts.isVariableStatement(node)) {
      names.values.add(node.declarationList.declarations[0].name.text);
    } else if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) {
      names.values.add(node.name.text);
    } else if (ts.isExportAssignment(node)) {
      names.values.add('default');
    } else if (ts.isInterfaceDeclaration(node)) {
      names.interfaces[node.name.text] = node.members.map((member) => member.name?.text);
    }
    if (ts.isClassDeclaration(node) && node.name.text === 'Migrator') {
      node.members.filter(ts.isMethodDeclaration).forEach((member) => names.Migrator.add(member.name.text));
    }
  }
  return names;
}

test('the types are the package', async () => {
  const types = declared();
  const browser = await import(pathToFileURL(join(folder, 'index.js')).href);
  const node = await import(pathToFileURL(join(folder, 'node.mjs')).href);
  const sorted = (names) => [...names].sort();
  assert.deepEqual(sorted(Object.keys(browser)), sorted(types.values));
  assert.deepEqual(sorted(Object.keys(node)), sorted(types.values));
  assert.deepEqual(sorted(Object.keys(dashlift)), sorted(types.values));
  const methods = Object.getOwnPropertyNames(dashlift.Migrator.prototype).filter((name) => name !== 'constructor');
  assert.deepEqual(sorted(methods), sorted(types.Migrator));
  for (const name of methods) {
    assert.equal(typeof dashlift[name], 'function', name);
  }
});

test('every option is the core\'s, and every one of the core\'s is here', () => {
  const { interfaces } = declared();
  const known = (error) => [...error.message.split('known are')[1].matchAll(/`(\w+)`/g)].map((found) => found[1]);
  assert.deepEqual(known(thrownBy(() => dashlift.migrate('{}', { x: 1 }))), interfaces.MigrateOptions);
  assert.deepEqual(known(thrownBy(() => dashlift.validate('{}', { x: 1 }))), interfaces.ValidateOptions);
});

const TYPED = `
import load, { build, detect, format, initSync, migrateMany, migrateObject, type Report } from '@dashlift/wasm';

const data: Uint8Array = migrate(new Uint8Array()).document;
const text: string = migrate('{}', { to: '42', exportKeys: 'drop' }).document;
const all: Report = migrate('{}').report;
const code: string = detect(data).status;
for (const each of migrateMany(['{}'], { strict: true })) {
  const result: string = each instanceof DashliftError ? each.code : each.document;
}
const title: string = migrateObject<{ title: string }>({}).document.title;
const style: Uint8Array = format(data, 'canonical');
await load(new URL('https://example.org/x.wasm'));
await load(fetch('x.wasm'));
initSync(new Uint8Array());
build().face satisfies string;

// @ts-expect-error: no document
migrate(5);
// @ts-expect-error: no option
migrate('{}', { export_keys: 'drop' });
// @ts-expect-error: no value
migrate('{}', { exportKeys: 'burn' });
// @ts-expect-error: no style
format('{}', 'fancy');
// @ts-expect-error: no member
all.nothing;
// @ts-expect-error: bytes in, bytes out
const wrong: string = migrate(data).document;
`;

function tsc(module, resolution, ...files) {
  const options = `--strict --noEmit --skipDefaultLibCheck --target es2022 --lib es2022,dom --module ${module} --moduleResolution ${resolution}`;
  const command = [join(crate, 'node_modules/typescript/bin/tsc'), ...options.split(' '), ...files];
  try {
    execFileSync(process.execPath, command, { cwd: project, encoding: 'utf8' });
  } catch (error) {
    assert.fail(error.stdout);
  }
}

test('tsc --strict is content with the examples of the README, and finds mistakes', () => {
  writeFileSync(join(project, 'browser.ts'), browserExample + TYPED);
  writeFileSync(join(project, 'node.ts'), nodeExample);
  // Node's own types are not among the tools.
  const fs = ['readFileSync(path: string): Uint8Array', 'writeFileSync(path: string, data: Uint8Array): void'];
  const declared = fs.map((each) => `export function ${each};`).join(' ');
  writeFileSync(join(project, 'fs.d.ts'), `declare module 'node:fs' { ${declared} }\n`);
  writeFileSync(join(project, 'old.cts'), "import { migrate } from '@dashlift/wasm';\nmigrate('{}').report.to satisfies string;\n");
  tsc('esnext', 'bundler', 'browser.ts');
  tsc('node16', 'node16', 'browser.ts', 'node.ts', 'fs.d.ts', 'old.cts');
});

test('the example for Node is true', () => {
  writeFileSync(join(project, 'example.mjs'), nodeExample);
  const run = () => execFileSync(process.execPath, ['example.mjs'], { cwd: project, encoding: 'utf8' });
  assert.equal(run(), nodeOutput);
  assert.equal(run(), 'current\nfalse\n');
});

test('the package holds what it needs and nothing else', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  assert.equal(manifest.version, dashlift.build().version);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const packed = JSON.parse(execFileSync(npm, ['pack', '--dry-run', '--json', '--loglevel', 'silent'], { cwd: folder, encoding: 'utf8' }));
  const files = (Array.isArray(packed) ? packed[0] : Object.values(packed)[0]).files.map(({ path }) => path);
  for (const file of ['README.md', 'LICENSE-MIT', 'LICENSE-APACHE', 'index.js', 'node.cjs', 'node.mjs', 'cjs/package.json', 'dashlift.d.cts']) {
    assert.ok(files.includes(file), file);
  }
  assert.ok(!files.includes('dashlift.stamp'));
});
