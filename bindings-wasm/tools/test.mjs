// Runs the tests of a folder, `node tools/test.mjs tests/browser`, and ends with a line that xtask can read: `12 passed, 0 failed`.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const crate = fileURLToPath(new URL('..', import.meta.url));

const folder = join(crate, process.argv[2] ?? 'tests');
const names = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
const counts = { passed: 0, failed: 0, skipped: 0 };
const tests = run({ files: names.sort().map((name) => join(folder, name)), concurrency: 1 });
const note = (kind) => (test) => {
  counts[test.skip !== undefined ? 'skipped' : kind] += test.nesting === 0 ? 1 : 0;
};
tests.on('test:pass', note('passed')).on('test:fail', note('failed'));
tests.compose(spec).pipe(process.stdout);
tests.on('close', () => process.exitCode = counts.failed > 0 ? 1 : 0);
process.on('exit', () => {
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
});
