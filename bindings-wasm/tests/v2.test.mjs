// Grafana's v2 dashboards: the same options as everywhere, and what only conversions of its API give.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dashlift, thrownBy } from './package.mjs';

const { Migrator, migrate } = dashlift;
const TABS = readFileSync(new URL('../../examples/v2/port-operations.v2beta1.json', import.meta.url), 'utf8');
const LIBRARY = { id: 1, type: 'library-panel-ref', libraryPanel: { uid: 'l1', name: 'Load' } };
const CLASSIC = JSON.stringify({ uid: 'mill', schemaVersion: 42, title: 'Mill', panels: [LIBRARY] });

test('a dashboard of tabs goes down and up again', () => {
  const down = migrate(TABS, { to: 'grafana@42' });
  assert.equal(JSON.parse(down.document).schemaVersion, 42);
  assert.ok(down.report.losses.some((loss) => loss.code === 'not-representable'));
  const { source, message } = down.report.counts;
  assert.deepEqual(source, { panels: 14, queries: 15, annotations: 3, links: 2, variables: 10 });
  assert.equal(message, null);
  const up = JSON.parse(migrate(down.document, { to: 'v2beta1' }).document);
  assert.equal(up.apiVersion, 'dashboard.grafana.app/v2beta1');
  assert.equal(up.metadata.name, 'port-operations');
  assert.equal(migrate(TABS).document, TABS);
});

test('library elements tell how a panel repeats', () => {
  const context = { libraryElements: [{ uid: 'l1', model: { repeat: 'host' } }] };
  const { document } = migrate(CLASSIC, { to: 'v2beta1', context });
  assert.equal(JSON.parse(document).spec.layout.spec.items[0].spec.repeat.value, 'host');
  assert.equal(new Migrator(context).migrate(CLASSIC, { to: 'v2beta1' }).document, document);
});

test('a failure has the answer that Grafana would give', () => {
  const broken = TABS.replace('"name": "wind"', '"name": "gone"');
  const error = thrownBy(() => migrate(broken, { to: 'v1beta1' }));
  assert.equal(error.code, 'conversion-failed');
  assert.equal(error.details.object.status.conversion.failed, true);
  assert.equal(error.details.object.status.conversion.source.metadata.name, 'port-operations');
});
