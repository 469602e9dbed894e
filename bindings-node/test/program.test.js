'use strict';

// `npx dashlift`: the launcher passes everything on. Node itself plays the program.

const assert = require('node:assert/strict');
const { spawn, spawnSync } = require('node:child_process');
const { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { basename, join } = require('node:path');
const { after, test } = require('node:test');
const { program } = require('../lib/program.js');

const PACKAGE = join(__dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'dashlift-program-'));
after(() => rmSync(scratch, { recursive: true }));

/** Copies the launcher to where no other program is. */
function launcher(name) {
  const folder = join(scratch, name);
  for (const each of ['bin', 'lib']) mkdirSync(join(folder, each), { recursive: true });
  for (const each of ['bin/dashlift.js', 'lib/program.js']) copyFileSync(join(PACKAGE, each), join(folder, each));
  return join(folder, 'bin', 'dashlift.js');
}

function withNode(name) {
  const file = launcher(name);
  const put = process.platform === 'win32' ? copyFileSync : symlinkSync;
  put(process.execPath, join(file, '..', basename(program)));
  return file;
}

test('arguments, streams and the exit code are passed on', () => {
  const code = 'process.stdin.pipe(process.stdout); console.error(process.argv[1]); process.exitCode = 3';
  const { status, stdout, stderr } = spawnSync(process.execPath, [withNode('code'), '-e', code, 'a b'], { input: 'é' });
  assert.deepEqual([status, String(stdout), String(stderr)], [3, 'é', 'a b\n']);
});

test('a signal that ends the program ends the launcher', { skip: process.platform === 'win32' }, () => {
  const code = "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)";
  assert.equal(spawnSync(process.execPath, [withNode('killed'), '-e', code]).signal, 'SIGTERM');
});

test('a signal to the launcher reaches the program', { skip: process.platform === 'win32' }, async () => {
  const code = "process.on('SIGINT', () => process.exit(130)); console.log('up'); setInterval(() => {}, 1000)";
  const child = spawn(process.execPath, [withNode('signalled'), '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => child.kill('SIGINT'));
  assert.equal(await new Promise((resolve) => child.once('exit', resolve)), 130);
});

test('a package without the program says so', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher('without'), '--version'], { encoding: 'utf8' });
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^dashlift: no command line for \S+: this package carries none; .*\n$/);
});
