'use strict';

// What goes in and what comes out.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const vm = require('node:vm');
const dashlift = require('dashlift');
const { BROKEN, CURRENT, OLD, thrownBy } = require('./documents.js');

const { DashliftError } = dashlift;
const plain = (text) => new Uint8Array(Buffer.from(text));
const codeOf = (work) => {
  const thrown = thrownBy(work);
  assert.ok(thrown instanceof DashliftError, `${thrown?.stack}`);
  return thrown.code;
};

test('the document comes back in its own kind', () => {
  const kinds = [
    [OLD, String],
    [Buffer.from(OLD), Buffer],
    [plain(OLD), Uint8Array],
    [vm.runInNewContext('Uint8Array').from(Buffer.from(OLD)), Uint8Array],
    [plain(`  ${OLD} `).subarray(2, -1), Uint8Array],
  ];
  for (const [given, kind] of kinds) {
    const { document } = dashlift.migrate(given);
    assert.equal(document.constructor, kind);
    assert.equal(JSON.parse(Buffer.from(document).toString()).schemaVersion, 42);
    assert.equal(dashlift.format(given, 'compact').constructor, kind);
    assert.equal(dashlift.detect(given).version, 'grafana@41');
    assert.equal(dashlift.validate(given).version, 'grafana@41');
  }
});

test('the input is not changed', () => {
  const given = Buffer.from(OLD);
  dashlift.migrate(given, { explain: true });
  assert.equal(given.toString(), OLD);
});

test('a current document is the same object', () => {
  for (const given of [CURRENT, Buffer.from(CURRENT), plain(CURRENT)]) {
    const outcome = dashlift.migrate(given);
    assert.equal(outcome.document, given);
    assert.equal(outcome.report.changed, false);
  }
});

test('shared memory is copied', () => {
  const given = new Uint8Array(new SharedArrayBuffer(OLD.length));
  given.set(Buffer.from(OLD));
  assert.equal(Buffer.from(dashlift.migrate(given).document).toString(), dashlift.migrate(OLD).document);
});

test('what is no document is a type error', async () => {
  const wrong = [undefined, null, 42, {}, ['x'], new ArrayBuffer(8), new DataView(new ArrayBuffer(8)), new Uint16Array(4)];
  for (const given of wrong) {
    for (const name of ['migrate', 'detect', 'validate', 'format']) {
      assert.throws(() => dashlift[name](given, 'compact'), { name: 'TypeError', message: /^a document is / }, name);
    }
    await assert.rejects(dashlift.migrateAsync(given), { name: 'TypeError' });
  }
  assert.throws(() => dashlift.plan(40, '42'), TypeError);
  assert.throws(() => dashlift.format(OLD), TypeError);
});

test('the report is parsed once', () => {
  const outcome = dashlift.migrate(OLD, { explain: true });
  assert.equal(outcome.report, outcome.report);
  assert.deepEqual(outcome.report, JSON.parse(outcome.reportJson));
  assert.deepEqual([outcome.report.from, outcome.report.to], ['grafana@41', 'grafana@42']);
  assert.ok(outcome.report.steps.every((step) => Array.isArray(step.changes)));
  assert.ok(!('complement' in outcome));
});

test('a complement leads back', () => {
  const original =
    '{"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "metadata": {"name": "a"}, "spec": {"title": "a", "elements": {}, "layout": {"kind": "TabsLayout", "spec": {"tabs": []}}}}';
  const down = dashlift.migrate(original, { to: '42', carry: 'beside' });
  assert.equal(typeof down.complement, 'string');
  const up = dashlift.migrate(down.document, { to: 'v2beta1', complement: down.complement });
  assert.deepEqual(JSON.parse(up.document), JSON.parse(original));
  assert.ok(!('complement' in up));
});

test('options reach the core', () => {
  const document = '{"schemaVersion": 40, "title": "a", "panels": []}';
  assert.equal(dashlift.migrate(document, { to: '41' }).report.to, 'grafana@41');
  assert.equal(dashlift.migrate(document, { from: '41' }).report.from, 'grafana@41');
  const compact = dashlift.migrate(document, { style: 'compact' }).document;
  assert.ok(compact.startsWith('{"schemaVersion":42,"title":"a","panels":[]'));
});

test('null and undefined are absent', () => {
  const expected = dashlift.migrate(OLD);
  for (const nothing of [undefined, null, {}, { to: null, style: undefined, explain: undefined, context: null }]) {
    assert.deepEqual(dashlift.migrate(OLD, nothing), expected);
  }
  for (const nothing of [undefined, null]) assert.deepEqual(new dashlift.Migrator(nothing).migrate(OLD), expected);
});

const itself = {};
itself.inputs = { itself };
let deep = {};
for (let i = 0; i < 1e5; i += 1) deep = { deep };
const WRONG_OPTIONS = [
  [{ style: 'fancy' }, 'invalid-option'],
  [{ to: 42 }, 'invalid-option'],
  [{ to: NaN }, 'invalid-option'],
  [{ to: 1n }, 'invalid-option'],
  [{ to: () => '42' }, 'invalid-option'],
  [{ to: Symbol('42') }, 'invalid-option'],
  [{ explain: 'yes' }, 'invalid-option'],
  [{ context: [] }, 'invalid-option'],
  [{ context: new Map() }, 'invalid-option'],
  [{ context: itself }, 'invalid-option'],
  [{ context: deep }, 'invalid-option'],
  [{ context: { data: [] } }, 'unknown-option'],
  [{ context: { inputs: { DS: '\udc00' } } }, 'invalid-unicode'],
  [{ to: '\ud800' }, 'invalid-unicode'],
  [{ to: 'nothing known' }, 'invalid-target'],
  [{ family: 'nobody' }, 'unknown-family'],
  [{ export_keys: 'drop' }, 'unknown-option'],
  [[], 'invalid-option'],
  ['grafana@42', 'invalid-option'],
  [() => ({}), 'invalid-option'],
  [42, 'invalid-option'],
];

test('wrong options have the codes of the contract', async () => {
  for (const [options, code] of WRONG_OPTIONS) {
    assert.equal(codeOf(() => dashlift.migrate(OLD, options)), code);
    assert.equal(codeOf(() => dashlift.migrateObject(JSON.parse(OLD), options)), code);
    await assert.rejects(dashlift.migrateAsync(OLD, options), { name: 'DashliftError', code });
  }
  assert.equal(codeOf(() => new dashlift.Migrator({ data: [] })), 'unknown-option');
  assert.equal(codeOf(() => new dashlift.Migrator(5)), 'invalid-option');
  assert.equal(codeOf(() => dashlift.validate(OLD, { limit: -1 })), 'invalid-option');
});

test('an error has its facts', () => {
  const error = thrownBy(() => dashlift.migrate('{"title":\n "ü" x}'));
  assert.ok(error instanceof DashliftError && error instanceof Error);
  assert.deepEqual([error.name, error.code, error.offset, error.line, error.column], ['DashliftError', 'invalid-json', 16, 2, 6]);
  assert.deepEqual([error.step, error.at, error.details], [undefined, undefined, undefined]);
  assert.equal(JSON.stringify(error), error.json);
  assert.equal(error.toJSON().message, error.message);
  assert.match(error.stack, /^DashliftError: /);
  assert.throws(() => dashlift.migrate(BROKEN), DashliftError);
});

test('an unpaired surrogate in a text is invalid-unicode, at its place', () => {
  const text = '{"title": "\ud800"}';
  const calls = [
    () => dashlift.migrate(text),
    () => dashlift.detect(text),
    () => dashlift.validate(text),
    () => dashlift.format(text, 'compact'),
    () => dashlift.format(OLD, text),
    () => dashlift.plan(text, '42'),
    () => dashlift.plan('41', text),
    () => dashlift.migrateObject({ title: text }),
    () => dashlift.migrateObject({ [text]: 1 }),
    () => new dashlift.Migrator({ inputs: { DS: text } }),
  ];
  for (const call of calls) assert.equal(codeOf(call), 'invalid-unicode');
  const { offset, line, column } = thrownBy(() => dashlift.migrate('{"ü😀":\n "\ud800\ud800"}'));
  assert.deepEqual([offset, line, column], [13, 2, 3]);
  const smile = dashlift.migrate('{"schemaVersion": 42, "title": "😀 \ufffd", "panels": []}');
  assert.equal(smile.report.changed, false);
});

test('bytes that are no UTF-8 are invalid-utf8', () => {
  const error = thrownBy(() => dashlift.migrate(Buffer.from('{"title": "\xff"}', 'latin1')));
  assert.deepEqual([error.code, error.offset], ['invalid-utf8', 11]);
});

test('an object is migrated and not changed', () => {
  const document = { schemaVersion: 41, title: 'Flotte \u2601', panels: [], gone: undefined };
  const before = JSON.stringify(document);
  const outcome = dashlift.migrateObject(document);
  assert.equal(JSON.stringify(document), before);
  assert.equal(outcome.document.schemaVersion, 42);
  assert.equal(outcome.report.changed, true);
  assert.deepEqual(dashlift.migrateObject(JSON.parse(CURRENT)).document, JSON.parse(CURRENT));
});

test('an object that is not JSON is invalid-document', () => {
  for (const x of [Infinity, NaN, 1n, () => 1, new Set(), Symbol('x')]) {
    assert.equal(codeOf(() => dashlift.migrateObject({ x })), 'invalid-document');
  }
  const cycle = {};
  cycle.cycle = cycle;
  assert.equal(codeOf(() => dashlift.migrateObject(cycle)), 'invalid-document');
  assert.equal(codeOf(() => dashlift.migrateObject(deep)), 'too-deep');
});

test('a migrator holds its context', () => {
  const context = { datasources: [{ name: 'Prom', uid: 'p1', type: 'prometheus', default: true }] };
  const migrator = new dashlift.Migrator(context);
  assert.deepEqual(migrator.migrate(OLD), dashlift.migrate(OLD, { context }));
  assert.equal(codeOf(() => migrator.migrate(OLD, { context: 1 })), 'invalid-option');
});

test('the tables are there', () => {
  assert.ok(dashlift.families().some((family) => family.id === 'grafana'));
  assert.equal(dashlift.build().face, 'node');
  const { steps } = dashlift.plan('grafana@40', 'grafana@42');
  assert.deepEqual(steps.map((step) => step.id), ['grafana/41', 'grafana/42']);
  assert.equal(dashlift.format('{"b": 1.50, "a": []}', 'canonical'), '{"a":[],"b":1.5}');
});
