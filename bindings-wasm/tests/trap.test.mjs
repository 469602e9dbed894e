// The instance dies, the wrapper does not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OLD, call, dashlift, thrownBy } from './package.mjs';

const { DashliftError, Migrator, migrate } = dashlift;
const lifted = migrate(OLD).document;
const migrator = new Migrator({ inputs: { DS: 'p1' } });

function dies(work) {
  const error = thrownBy(() => call(work));
  assert.ok(error instanceof DashliftError);
  assert.equal(error.code, 'internal');
  assert.match(error.message, /^a bug in dashlift, please report it: /);
  assert.ok(error.cause instanceof Error);
  return error.cause;
}

function works() {
  assert.equal(migrate(OLD).document, lifted);
  assert.equal(migrator.migrate(OLD).document, lifted);
  assert.equal(thrownBy(() => migrate('[1,')).code, 'invalid-json');
}

test('a panic becomes the error `internal`, and the next call works', () => {
  assert.ok(dies((glue) => glue._panic()) instanceof WebAssembly.RuntimeError);
  works();
});

test('so does a full stack', () => {
  dies((glue) => glue._overflow(0));
  works();
});

test('so does memory that ran out', () => {
  dies((glue) => glue._exhaust());
  works();
});

test('a call that starts near the end of the stack is answered or refused, and the next one works', () => {
  let ended = 0;
  const deeper = () => {
    try {
      deeper();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    if (ended < 50) {
      ended += 1;
      try {
        assert.equal(migrate(OLD).document, lifted);
      } catch (error) {
        assert.ok(error instanceof RangeError || error.code === 'internal', error);
      }
    }
  };
  deeper();
  works();
});

test('a thousand traps leave nothing behind', () => {
  const traps = (count) => {
    for (let round = 0; round < count; round += 1) {
      dies((glue) => glue._panic());
      assert.equal(migrator.migrate(OLD).document, lifted);
    }
    return process.memoryUsage().rss;
  };
  const before = traps(50);
  const after = traps(1000);
  // A thousand instances would hold a thousand times their mebibyte of stack.
  assert.ok(after - before < 200 << 20, `${before} -> ${after}`);
  works();
});
