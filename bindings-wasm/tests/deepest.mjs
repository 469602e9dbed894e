// Documents as deep as any that are read: 256 containers.

const GRID = '{"kind": "GridLayout", "spec": {"items": []}}';
const ROWS = '{"kind": "RowsLayout", "spec": {"rows": [{"kind": "RowsLayoutRow", "spec": {"title": "R", "layout": ';
const TABS = '{"kind": "TabsLayout", "spec": {"tabs": [{"kind": "TabsLayoutTab", "spec": {"title": "T", "layout": ';
const END = '}}]}}';
const ITEM = '{"kind": "GridLayoutItem", "spec": {"element": {"kind": "ElementReference", "name": "p"}}}';
/** 240 containers that nobody looks into. */
const FREE = `${'{"a": ['.repeat(120)}1${']}'.repeat(120)}`;

function v2(elements, layout) {
  return `{"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "metadata": {"name": "d"},
    "spec": {"title": "D", "elements": {${elements}}, "layout": ${layout}}}`;
}

/** Returns documents by what is in them. */
export function deepest() {
  const viz = `{"kind": "VizConfig", "group": "x", "spec": {"options": ${FREE}}}`;
  const panel = `"p": {"kind": "Panel", "spec": {"id": 1, "vizConfig": ${viz}}}`;
  const classic = `{"id": 1, "type": "x", "options": ${FREE}, "targets": [{"refId": "A", "more": ${FREE}}]}`;
  return {
    'rows in rows': v2('', ROWS.repeat(49) + GRID + END.repeat(49)),
    'tabs in tabs': v2('', TABS.repeat(49) + GRID + END.repeat(49)),
    'tabs in rows': v2('', (ROWS + TABS).repeat(24) + GRID + END.repeat(48)),
    'deep options': v2(panel, `{"kind": "GridLayout", "spec": {"items": [${ITEM}]}}`),
    'deep queries': `{"title": "D", "schemaVersion": 42, "uid": "d", "panels": [${classic}]}`,
  };
}
