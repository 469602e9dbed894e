// Builds the addon and puts it beside `index.js`; writes `native.d.ts` from what the Rust code says.
//
// node scripts/build.mjs [--conformance] [--out FILE]
// node scripts/build.mjs --print                        only prints the name of the file

import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const abi = { linux: isMusl() ? '-musl' : '-gnu', win32: '-msvc' }[process.platform] ?? '';

const name = `dashlift.${process.platform}-${process.arch}${abi}.node`;

const { values } = parseArgs({
  options: { conformance: { type: 'boolean' }, out: { type: 'string' }, print: { type: 'boolean' } },
});
if (values.print) {
  console.log(name);
  process.exit();
}
const features = values.conformance ? ['--features', 'conformance'] : [];
const out = resolve(values.out ?? join(folder, name));

const target = JSON.parse(cargo(['metadata', '--format-version', '1', '--no-deps'])).target_directory;
// The macros write while they are compiled; a build that has nothing to do leaves what is there.
const types = join(target, 'node-types', values.conformance ? 'tested' : 'released');
mkdirSync(types, { recursive: true });
const messages = cargo(
  ['build', '--release', '--locked', '-p', 'dashlift-node', '--message-format', 'json-render-diagnostics', ...features],
  { NAPI_TYPE_DEF_TMP_FOLDER: types },
);
// What `cargo xtask` noted about the addon that lay here is no longer true.
if (dirname(out) === folder) rmSync(join(folder, 'node_modules/.addon.stamp'), { force: true });
install(artifact(messages), out);
writeTypes(join(types, 'dashlift-node'));

function cargo(args, env = {}) {
  const done = spawnSync(process.env.CARGO ?? 'cargo', args, {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (done.error) throw done.error;
  if (done.status !== 0) process.exit(done.status ?? 1);
  return done.stdout;
}

function artifact(text) {
  const isAddon = (file) => /\.(so|dylib|dll)$/.test(file);
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  const built = lines.map((line) => JSON.parse(line)).findLast((line) => line.target?.name === 'dashlift_node');
  return built.filenames.find(isAddon);
}

/** A program that has loaded the old file keeps it: the new one takes its name, not its place on the disk. */
function install(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  const draft = `${to}.${process.pid}.new`;
  copyFileSync(from, draft);
  renameSync(draft, to);
  console.log(`built ${basename(to)}`);
}

function writeTypes(file) {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const definitions = lines.map((line) => JSON.parse(line));
  const bodies = new Map();
  for (const { kind, name, def } of definitions) if (kind === 'impl') bodies.set(name, def);
  const shown = definitions.filter(({ kind, name }) => kind !== 'impl' && !name.startsWith('_'));
  shown.sort((a, b) => (a.name < b.name ? -1 : 1));
  const blocks = shown.map(({ kind, name, js_doc: doc, def }) => {
    if (kind === 'fn') return `${doc}export declare ${def}\n`;
    const body = kind === 'struct' ? bodies.get(name) : def;
    const head = kind === 'struct' ? 'export declare class' : 'export interface';
    return `${doc}${head} ${name} {\n${body.replace(/^ ?/gm, '  ')}\n}\n`;
  });
  const head = '// Written by `npm run build` from the Rust code: the low level that `lib/` is made of.\n\n';
  const text = head + blocks.join('\n');
  const to = join(folder, 'native.d.ts');
  if (!existsSync(to) || readFileSync(to, 'utf8') !== text) writeFileSync(to, text);
}

function isMusl() {
  return process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
}
