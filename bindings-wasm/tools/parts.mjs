// Checks the modules of the installed package that know some families only: each gives the bytes of the whole one, and knows
// no other family. `node parts.mjs FOLDER`; FOLDER has the package in its `node_modules`.

import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const require = createRequire(join(resolve(process.argv[2] ?? '.'), 'index.js'));
const whole = require('@dashlift/wasm');

const classic = ['{"schemaVersion": 16, "title": "Fleet", "panels": [{"type": "graph", "id": 1}]}', 'grafana@42'];
const api = ['{"apiVersion": "dashboard.grafana.app/v1beta1", "metadata": {"name": "a"}, "spec": {"title": "Fleet", "panels": []}}', 'grafana@v2beta1'];
const perses = ['{"kind": "Dashboard", "metadata": {"name": "a", "project": "p"}, "spec": {"duration": "1h", "panels": {}, "layouts": []}}', 'perses@2.0.0'];
const regions = ['{"regions": [{"id": "a", "grid_row": 0, "grid_col": 0}]}', 'regions@1'];

const PARTS = {
  'grafana-classic': { knows: ['grafana'], lifts: [classic] },
  grafana: { knows: ['grafana'], lifts: [classic, api] },
  perses: { knows: ['perses'], lifts: [perses] },
  regions: { knows: ['regions'], lifts: [regions] },
};

for (const [name, { knows, lifts }] of Object.entries(PARTS)) {
  const part = require(`@dashlift/wasm/${name}`);
  const imported = await import(require.resolve(`@dashlift/wasm/${name}`).replace(/cjs$/, 'mjs'));
  const same = lifts.every(([document, to]) => {
    const expected = whole.migrate(document, { to });
    return [part, imported].every(({ migrate }) => {
      const given = migrate(document, { to });
      return given.document === expected.document && given.reportJson === expected.reportJson;
    });
  });
  const ids = part.families().map(({ id }) => id);
  const strangers = [classic, perses, regions].filter(([, to]) => !knows.includes(to.split('@')[0]));
  const refuses = strangers.every(([document]) => part.detect(document).status === 'unknown');
  if (!same || !refuses || ids.join() !== knows.join()) {
    console.error(`${name} differs: ${JSON.stringify({ same, refuses, ids })}`);
    process.exitCode = 1;
  }
}
