// A reporter for `node --test` that prints one line: what `cargo xtask test` counts.

export default async function* sum(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // A file is a test of its own to some versions of Node.
    if (data.nesting > 0 || data.details?.type === 'suite' || data.name?.endsWith('.js')) continue;
    if (data.skip !== undefined) counts.skipped += 1;
    else counts[type === 'test:pass' ? 'passed' : 'failed'] += 1;
  }
  yield `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`;
}
