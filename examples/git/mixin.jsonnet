local panel = { id: 1, type: 'timeseries', title: 'Requests', gridPos: { x: 0, y: 0, w: 24, h: 8 } };

{
  'requests.json': { title: 'Requests', uid: 'requests', schemaVersion: 36, panels: [panel] },
}
