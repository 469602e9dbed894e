// Documents in and out. What they become is the suite's business.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { CURRENT, OLD, bytes, dashlift, thrownBy } from './package.mjs';

const { DashliftError, Migrator, migrate, migrateMany, migrateObject, detect, format, plan, validate } = dashlift;

test('the type that goes in comes out', () => {
  assert.equal(typeof migrate(OLD).document, 'string');
  const out = migrate(bytes(OLD)).document;
  assert.equal(out.constructor, Uint8Array);
  assert.deepEqual(out, bytes(migrate(OLD).document));
  const buffer = Buffer.from(`xx${OLD}`).subarray(2);
  assert.ok(Buffer.isBuffer(migrate(buffer).document));
  assert.deepEqual(new Uint8Array(migrate(buffer).document), out);
  assert.equal(buffer.toString(), OLD);
  const foreign = vm.runInNewContext('new Uint8Array(data)', { data: [...bytes(OLD)] });
  assert.ok(!(foreign instanceof Uint8Array));
  assert.deepEqual(migrate(foreign).document, out);
  assert.equal(format(OLD, 'compact'), OLD.replaceAll(' ', '').replace('Fleet', 'Fleet '));
  assert.deepEqual(format(bytes('[ 1 ]'), 'compact'), bytes('[1]'));
});

test('a document at its target is the very same object', () => {
  const given = bytes(CURRENT);
  assert.equal(migrate(given).document, given);
  assert.equal(migrate(CURRENT).document, CURRENT);
  assert.equal(migrate(CURRENT).report.changed, false);
  assert.notEqual(migrate(given, { style: 'compact' }).document, given);
});

test('a byte order mark is not lost', () => {
  assert.equal(migrate(`\ufeff${CURRENT}`).document, `\ufeff${CURRENT}`);
  assert.equal(migrate(`\ufeff${OLD}`).report.to, 'grafana@42');
  assert.equal(format('"\ufeff"', 'compact'), '"\ufeff"');
  assert.equal(format('["\\ufeff"]', 'canonical'), '["\ufeff"]');
});

test('the report is parsed when it is asked for', () => {
  const outcome = migrate(OLD, { explain: true });
  assert.deepEqual(Object.keys(outcome), ['document', 'reportJson']);
  assert.equal(outcome.report, outcome.report);
  assert.deepEqual(outcome.report, JSON.parse(outcome.reportJson));
  assert.ok(outcome.report.steps.every((step) => Array.isArray(step.changes)));
});

test('a complement leads back', () => {
  const original =
    '{"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "metadata": {"name": "a"}, "spec": {"title": "a", "elements": {}, "layout": {"kind": "TabsLayout", "spec": {"tabs": []}}}}';
  const down = migrate(original, { to: '42', carry: 'beside' });
  assert.equal(typeof down.complement, 'string');
  const up = migrate(down.document, { to: 'v2beta1', complement: down.complement });
  assert.deepEqual(JSON.parse(up.document), JSON.parse(original));
  assert.ok(!('complement' in up));
});

test('objects are a convenience', () => {
  const outcome = migrateObject({ schemaVersion: 41, title: 'Fleet', panels: [] });
  assert.deepEqual(outcome.document, JSON.parse(migrate('{"schemaVersion":41,"title":"Fleet","panels":[]}').document));
  const given = { schemaVersion: 42, title: 'Fleet', panels: [] };
  const kept = migrateObject(given).document;
  assert.deepEqual(kept, given);
  assert.notEqual(kept, given);
  const circular = {};
  circular.self = circular;
  assert.equal(thrownBy(() => migrateObject(circular)).code, 'invalid-document');
  assert.equal(thrownBy(() => migrateObject(undefined)).code, 'invalid-document');
});

test('many documents, errors in their place', () => {
  const results = migrateMany(new Set([OLD, '[1,', CURRENT, 5]));
  assert.deepEqual(results.map((each) => each.code ?? each.report.to), ['grafana@42', 'invalid-json', 'grafana@42', 'invalid-document']);
  assert.ok(results[1] instanceof DashliftError);
  assert.equal(thrownBy(() => migrateMany([], { tto: 1 })).code, 'unknown-option');
  assert.throws(() => migrateMany(OLD), TypeError);
  assert.throws(() => migrateMany(bytes(OLD)), TypeError);
  assert.deepEqual(migrateMany([]), []);
});

test('errors have a code and a place', () => {
  const error = thrownBy(() => migrate('{\n  "a": 1,,'));
  assert.ok(error instanceof DashliftError && error instanceof Error);
  assert.deepEqual([error.name, error.code, error.offset, error.line, error.column], ['DashliftError', 'invalid-json', 11, 2, 10]);
  assert.equal(error.step, undefined);
  assert.deepEqual(Object.keys(JSON.parse(error.json)), ['code', 'offset', 'line', 'column', 'message']);
  assert.equal(JSON.stringify(error), error.json);
  assert.equal(String(error), `DashliftError: ${error.message}`);
  assert.ok(error.stack.includes('migrate.test.mjs'));
  assert.equal(thrownBy(() => plan('grafana@42', 'grafana@41')).code, 'downgrade-unsupported');
  assert.equal(thrownBy(() => format('[]', 'fancy')).code, 'invalid-option');
});

test('an unpaired surrogate is invalid-unicode, and has a place', () => {
  const place = (text) => {
    const { code, offset, line, column } = thrownBy(() => migrate(text));
    return { code, offset, line, column };
  };
  assert.deepEqual(place('{"a":\n"\u00e9\ud83d\ude80\ud83d"}'), { code: 'invalid-unicode', offset: 13, line: 2, column: 4 });
  for (const text of ['\ud800', '"\udc00\ud800"', '"\ude80\ud83d']) {
    for (const work of [migrate, detect, validate, (each) => format(each, 'compact')]) {
      assert.equal(thrownBy(() => work(text)).code, 'invalid-unicode');
    }
  }
  assert.equal(thrownBy(() => plan('\ud800', '42')).code, 'invalid-unicode');
  assert.equal(thrownBy(() => format('[]', '\ud800')).code, 'invalid-unicode');
  assert.equal(migrateMany(['"\ud800"'])[0].code, 'invalid-unicode');
});

test('what is no document is a TypeError', () => {
  for (const wrong of [5, null, undefined, {}, [1], new Uint16Array(2), new ArrayBuffer(2), new DataView(new ArrayBuffer(2))]) {
    assert.throws(() => migrate(wrong), TypeError, String(wrong));
    assert.throws(() => detect(wrong), TypeError);
  }
  assert.throws(() => plan(41, 42), TypeError);
  assert.throws(() => format('[]'), TypeError);
});

test('options go to the core as they are', () => {
  assert.equal(migrate(OLD, { to: null, style: undefined }).report.to, 'grafana@42');
  assert.equal(thrownBy(() => migrate(OLD, { too: 'x' })).code, 'unknown-option');
  for (const wrong of [null, 5, [], 'x', { strict: 1 }, { to: NaN }, { to: () => '42' }, { context: { inputs: 10n } }, Symbol('x')]) {
    assert.equal(thrownBy(() => migrate(OLD, wrong)).code, 'invalid-option', String(wrong));
    assert.equal(thrownBy(() => migrateMany([], wrong)).code, 'invalid-option');
  }
  assert.equal(thrownBy(() => validate(OLD, { limit: Infinity })).code, 'invalid-option');
  const circular = {};
  circular.context = circular;
  const error = thrownBy(() => migrate(OLD, circular));
  assert.equal(error.code, 'invalid-option');
  assert.ok(error.cause instanceof TypeError);
});

test('a migrator holds a context', () => {
  const migrator = new Migrator({ datasources: [{ name: 'Prom', uid: 'p1', type: 'prometheus', default: true }] });
  assert.equal(migrator.migrate(OLD).report.to, 'grafana@42');
  assert.equal(migrator.build().face, 'wasm');
  assert.equal(thrownBy(() => new Migrator({ datasources: 5 })).code, 'invalid-option');
  assert.equal(thrownBy(() => new Migrator(5)).code, 'invalid-option');
  assert.equal(new Migrator().detect(OLD).status, 'upgradable');
});
