// Lifts what is dropped on the page, and one of our examples when it is loaded.
//
// Make the package (`cargo run --release -p xtask-wasm`), start any server of static files in the root of the repository
// (`python3 -m http.server`), and open /examples/browser/.

import { DashliftError, init, migrate } from '../../bindings-wasm/pkg/index.js';

const EXAMPLE = new URL('../dashboards/checkout-latency.v39.json', import.meta.url);
const find = (id) => document.getElementById(id);

function show(name, bytes) {
  const start = performance.now();
  let outcome;
  let error;
  try {
    outcome = migrate(bytes, { explain: true });
  } catch (thrown) {
    if (!(thrown instanceof DashliftError)) throw thrown;
    error = thrown;
  }
  const milliseconds = performance.now() - start;
  find('result').hidden = false;
  find('name').textContent = name;
  find('steps').replaceChildren();
  find('steps').parentElement.hidden = true;
  find('download').hidden = true;
  if (error) {
    showError(error, bytes);
  } else {
    showOutcome(name, bytes, outcome, milliseconds);
  }
}

function showError(error, bytes) {
  const place = error.line ? `line ${error.line}, column ${error.column}: ` : error.at ? `${error.at}: ` : '';
  find('versions').textContent = 'not lifted';
  find('facts').textContent = `${size(bytes)}, ${error.code}`;
  problems([place + error.message]);
}

function showOutcome(name, bytes, { document: lifted, report }, milliseconds) {
  const { from, to, changed, steps, warnings, losses } = report;
  const count = steps.reduce((sum, step) => sum + step.changes.length, 0);
  find('versions').textContent = from === to ? `${to}` : `${from} → ${to}`;
  find('facts').textContent = changed
    ? `${count} changes in ${milliseconds.toFixed(1)} ms, ${size(bytes)} → ${size(lifted)}`
    : `nothing to do: the document stays as it is, byte for byte (${size(bytes)})`;
  problems([...losses, ...warnings].map(({ at, message }) => (at ? `${at}: ${message}` : message)));
  find('steps').replaceChildren(...steps.map(rowOf));
  find('steps').parentElement.hidden = steps.length === 0;
  if (changed) {
    const link = find('download');
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([lifted], { type: 'application/json' }));
    link.download = name.replace(/(\.v\d+)?\.json$/, '') + '.lifted.json';
    link.hidden = false;
  }
}

function rowOf({ id, summary, changes }) {
  const row = find('step').content.cloneNode(true).firstElementChild;
  row.classList.toggle('idle', changes.length === 0);
  row.querySelector('code').textContent = id;
  row.querySelector('.text').textContent = summary;
  row.querySelector('.count').textContent = changes.length || '–';
  const lines = changes.map(({ op, path, value }) => {
    const line = document.createElement('li');
    const text = value === undefined ? '' : ` ${JSON.stringify(value)}`;
    line.textContent = `${op} ${path}${text.length > 120 ? `${text.slice(0, 120)} …` : text}`;
    return line;
  });
  row.querySelector('ul').replaceChildren(...lines);
  return row;
}

function problems(lines) {
  find('problems').textContent = lines.join('\n');
  find('problems').hidden = lines.length === 0;
}

function size(bytes) {
  return `${(bytes.length / 1000).toFixed(1)} kB`;
}

async function open(file) {
  if (file) {
    show(file.name, new Uint8Array(await file.arrayBuffer()));
  }
}

const drop = find('drop');
for (const kind of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle('over', kind === 'dragover');
  });
}

await init();
find('file').addEventListener('change', ({ target }) => open(target.files[0]));
document.addEventListener('drop', ({ dataTransfer }) => open(dataTransfer.files[0]));

const response = await fetch(EXAMPLE);
if (response.ok) {
  show(EXAMPLE.pathname.split('/').at(-1), new Uint8Array(await response.arrayBuffer()));
}
