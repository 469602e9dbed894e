'use strict';

// `migrateAsync` and `migrateMany`: order, the window, abort.

const assert = require('node:assert/strict');
const { getEventListeners } = require('node:events');
const { Readable } = require('node:stream');
const { test } = require('node:test');
const { setTimeout: sleep } = require('node:timers/promises');
const dashlift = require('dashlift');
const { BROKEN, OLD, titled } = require('./documents.js');

const { DashliftError, migrateAsync, migrateMany } = dashlift;
const LARGE = Buffer.from(titled('large', 30_000));
const titles = (results) => results.map((result) => JSON.parse(result.document).title);
const numbered = (count) => Array.from({ length: count }, (_, i) => titled(String(i), i % 7 === 0 ? 200 : 0));

async function all(results) {
  const list = [];
  for await (const result of results) list.push(result);
  return list;
}

/** Fails instead of waiting for ever. */
function soon(promise) {
  return Promise.race([promise, sleep(20_000, undefined, { ref: false }).then(() => assert.fail('too late'))]);
}

test('migrateAsync gives what migrate gives, from a copy', async () => {
  const current = Buffer.from(dashlift.migrate(OLD).document);
  const fresh = [
    () => OLD,
    () => Buffer.from(OLD),
    () => new Uint8Array(Buffer.from(OLD)),
    () => current.toString(),
    () => Buffer.from(current),
  ];
  for (const make of fresh) {
    const given = make();
    const promise = migrateAsync(given);
    if (typeof given !== 'string') given.fill(0x20);
    assert.deepEqual(await promise, dashlift.migrate(make()));
  }
  await assert.rejects(migrateAsync(BROKEN), { name: 'DashliftError', code: 'invalid-json', offset: 3 });
  await assert.rejects(migrateAsync('"\ud800"'), { code: 'invalid-unicode', offset: 1 });
});

test('the event loop turns while the core works', async () => {
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 0);
  for (let i = 0; i < 50 && turns < 2; i += 1) await migrateAsync(LARGE);
  clearInterval(ticking);
  assert.ok(turns >= 2);
});

test('migrateAsync is aborted at once, with the reason', async () => {
  const reason = new Error('enough');
  await assert.rejects(migrateAsync(OLD, {}, { signal: AbortSignal.abort(reason) }), reason);
  const controller = new AbortController();
  const many = Array.from({ length: 40 }, () => migrateAsync(LARGE, {}, { signal: controller.signal }));
  controller.abort();
  const settled = await soon(Promise.allSettled(many));
  assert.deepEqual(new Set(settled.map((each) => each.reason?.name)), new Set(['AbortError']));
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  const unused = new AbortController();
  await migrateAsync(OLD, {}, { signal: unused.signal });
  await sleep(0);
  assert.equal(getEventListeners(unused.signal, 'abort').length, 0);
  await assert.rejects(migrateAsync(OLD, {}, { signal: 5 }), TypeError);
});

test('results come in the order of the documents', async () => {
  for (const concurrency of [undefined, 1, 2, 5, 1000]) {
    const documents = numbered(100);
    const results = await all(migrateMany(documents, {}, { concurrency }));
    assert.deepEqual(titles(results), documents.map((_, i) => String(i)));
    assert.deepEqual(results, documents.map((document) => dashlift.migrate(document)));
  }
});

test('a bad document has an error in its place', async () => {
  const documents = [OLD, BROKEN, null, 42, Buffer.from(OLD), '\ud800', undefined, new Uint8Array(Buffer.from(OLD))];
  const results = await all(migrateMany(documents));
  const codes = results.map((result) => (result instanceof DashliftError ? result.code : result.report.to));
  assert.deepEqual(codes, [
    'grafana@42',
    'invalid-json',
    'invalid-document',
    'invalid-document',
    'grafana@42',
    'invalid-unicode',
    'invalid-document',
    'grafana@42',
  ]);
  assert.ok(results[2].cause instanceof TypeError);
  assert.ok(results[7].document.constructor === Uint8Array);
});

test('any source will do', async () => {
  async function* slowly() {
    for (const document of numbered(5)) {
      await sleep(1);
      yield document;
    }
  }
  const expected = ['0', '1', '2', '3', '4'];
  const sources = [new Set(numbered(5)), slowly(), Readable.from(numbered(5)), numbered(5).map((each) => sleep(1, each))];
  for (const source of sources) assert.deepEqual(titles(await all(migrateMany(source))), expected);
  assert.deepEqual(await all(migrateMany([])), []);
});

test('a result does not wait for a slow source', async () => {
  let go;
  const gate = new Promise((resolve) => (go = resolve));
  async function* source() {
    yield OLD;
    await gate;
    yield OLD;
  }
  const results = migrateMany(source());
  assert.equal((await soon(results.next())).value.report.to, 'grafana@42');
  go();
  assert.equal((await all(results)).length, 1);
});

test('documents are taken lazily within a window', async () => {
  for (const asynchronous of [false, true]) {
    let [taken, closed] = [0, false];
    function* endless() {
      try {
        for (;;) yield titled(String((taken += 1)));
      } finally {
        closed = true;
      }
    }
    const source = asynchronous ? Readable.from(endless(), { highWaterMark: 1 }) : endless();
    const results = migrateMany(source, {}, { concurrency: 3 });
    await sleep(5);
    const before = taken;
    assert.ok(before <= (asynchronous ? 2 : 0), `${before}`);
    for (let given = 1; given <= 30; given += 1) {
      assert.equal(JSON.parse((await results.next()).value.document).title, String(given));
      assert.ok(given <= taken && taken < given + 6, `${taken} taken, ${given} given`);
    }
    await results.return();
    await sleep(5);
    assert.ok(closed);
    assert.deepEqual(await results.next(), { done: true, value: undefined });
  }
});

test('what the source throws comes in its place', async () => {
  function* source() {
    yield OLD;
    yield OLD;
    throw new RangeError('no third one');
  }
  async function* later() {
    yield* source();
  }
  const promised = () => [OLD, OLD, Promise.reject(new RangeError('no third one'))];
  for (const documents of [source, later, promised]) {
    const results = migrateMany(documents());
    assert.equal((await results.next()).value.report.to, 'grafana@42');
    assert.equal((await results.next()).value.report.to, 'grafana@42');
    await assert.rejects(results.next(), { name: 'RangeError', message: 'no third one' });
    assert.deepEqual(await all(results), []);
  }
});

test('a buffer may be used again', async () => {
  const buffer = Buffer.alloc(OLD.length);
  function* source() {
    for (let i = 0; i < 9; i += 1) {
      buffer.fill(' ').write(titled(String(i)));
      yield buffer;
    }
  }
  assert.deepEqual(titles(await all(migrateMany(source()))), [...'012345678']);
});

test('migrateMany is aborted at once, with the reason', async () => {
  const reason = new Error('enough');
  await assert.rejects(all(migrateMany([OLD], {}, { signal: AbortSignal.abort(reason) })), reason);

  const working = new AbortController();
  const seen = [];
  const loop = async () => {
    for await (const result of migrateMany(Array(200).fill(LARGE), {}, working)) {
      seen.push(result);
      working.abort(reason);
    }
  };
  await assert.rejects(soon(loop()), reason);
  assert.equal(seen.length, 1);

  const waiting = new AbortController();
  const never = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
  const pending = migrateMany(never, {}, waiting).next();
  setImmediate(() => waiting.abort(reason));
  await assert.rejects(soon(pending), reason);
  for (const { signal } of [working, waiting]) assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('options hold for all documents', async () => {
  const context = { datasources: [{ name: 'Prom', uid: 'p1', type: 'prometheus', default: true }] };
  const expected = dashlift.migrate(OLD, { context, style: 'compact' });
  const documents = [OLD, OLD, OLD];
  assert.deepEqual(await all(migrateMany(documents, { context, style: 'compact' })), Array(3).fill(expected));
  const migrator = new dashlift.Migrator(context);
  assert.deepEqual(await all(migrator.migrateMany(documents, { style: 'compact' })), Array(3).fill(expected));
  assert.deepEqual(await migrator.migrateAsync(OLD, { style: 'compact' }), expected);
});

test('wrong arguments are refused at once', () => {
  for (const options of [{ style: 'fancy' }, { context: 1 }, { explain: 1 }]) {
    assert.throws(() => migrateMany([OLD], options), { code: 'invalid-option' });
  }
  for (const concurrency of [0, 1.5, '2', NaN, null]) {
    assert.throws(() => migrateMany([OLD], {}, { concurrency }), { code: 'invalid-option' });
  }
  for (const documents of [OLD, Buffer.from(OLD), null, undefined, 5, {}]) {
    assert.throws(() => migrateMany(documents), TypeError);
  }
  assert.throws(() => migrateMany([OLD], {}, { signal: {} }), TypeError);
});

test('many callers at once', async () => {
  const callers = Array.from({ length: 8 }, () => all(migrateMany(numbered(20), {}, { concurrency: 2 })));
  for (const results of await Promise.all(callers)) assert.equal(results.length, 20);
});
