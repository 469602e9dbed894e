// Shows what the audit finds while a layout is written, and saves only what has no error.
//
// Make the package (`cargo run --release -p xtask-wasm`), start `backend.py`, and open what it prints.

import * as dashlift from '../../bindings-wasm/pkg/index.js';
import { audit, save } from './save.mjs';

const find = (id) => document.getElementById(id);
const element = (name, text, className) => Object.assign(document.createElement(name), { textContent: text, className });

function show(state, { layout, findings } = { layout: '{}', findings: [] }) {
  find('state').textContent = state;
  const wrong = new Set(findings.filter(({ severity }) => severity === 'error').map(({ at }) => at));
  const { regions = [] } = JSON.parse(layout);
  const live = regions.map((region, index) => ({ ...region, at: `/regions/${index}` })).filter((region) => !region.deleted_at);
  find('grid').replaceChildren(...live.map((region) => {
    const box = element('div', region.id, wrong.has(region.at) ? 'wrong' : '');
    box.style.gridRow = `${region.grid_row + 1} / span ${region.row_span}`;
    box.style.gridColumn = `${region.grid_col + 1} / span ${region.col_span}`;
    return box;
  }));
  find('findings').replaceChildren(...findings.map((finding) => element('li', finding.message, finding.severity)));
}

function look() {
  try {
    const found = audit(dashlift, find('layout').value);
    find('save').disabled = !found.good;
    show(found.good ? 'ready' : 'not to be saved', found);
  } catch (error) {
    find('save').disabled = true;
    show(error.message);
  }
}

find('layout').addEventListener('input', look);
find('save').addEventListener('click', async () => {
  try {
    const outcome = await save(dashlift, find('layout').value, '/layouts/main');
    if (outcome.saved) find('layout').value = outcome.layout;
    show(outcome.saved ? 'saved' : 'refused', outcome);
  } catch (error) {
    show(error.message);
  }
});

await dashlift.init();
find('layout').value = await (await fetch('layout.json')).text();
look();
