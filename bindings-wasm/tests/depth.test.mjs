// The deepest documents that are read need less than the stack that WebAssembly has here.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dashlift } from './package.mjs';
import { deepest } from './deepest.mjs';

const { migrate, validate } = dashlift;

for (const [name, document] of Object.entries(deepest())) {
  test(`${name} go every way and back`, () => {
    for (const to of ['grafana@42', 'grafana@v1beta1', 'grafana@v2alpha1', 'grafana@v2beta1']) {
      const made = migrate(document, { to, explain: true, carry: 'beside' });
      const back = migrate(made.document, { to: made.report.from, explain: true, complement: made.complement });
      assert.equal(back.report.to, made.report.from);
    }
    assert.equal(typeof validate(document).total, 'number');
  });
}
