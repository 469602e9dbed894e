// Prints what the files that a user downloads weigh: raw, gzip, brotli. `--json` for programs.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const PARTS = {
  module: ['dashlift_wasm_bg.wasm'],
  javascript: ['index.js', 'api.js', 'migrator.js', 'core.js', 'instance.js', 'outcome.js', 'errors.js', 'texts.js', 'source.js', 'dashlift_wasm.js'],
};

export function sizes(folder) {
  const rows = Object.entries(PARTS).map(([name, files]) => {
    const each = files.map((file) => weigh(readFileSync(join(folder, file))));
    return { name, ...add(each) };
  });
  return [...rows, { name: 'together', ...add(rows) }];
}

function weigh(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

function add(rows) {
  const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
  return { raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') };
}

const [folder] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (!folder || !existsSync(folder)) {
  console.error('usage: node sizes.mjs [--json] FOLDER');
  process.exit(2);
}
const rows = sizes(folder);
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(Object.fromEntries(rows.map(({ name, ...row }) => [name, row]))));
} else {
  console.log('bytes'.padEnd(12), ...['raw', 'gzip', 'brotli'].map((name) => name.padStart(10)));
  for (const { name, raw, gzip, brotli } of rows) {
    console.log(name.padEnd(12), ...[raw, gzip, brotli].map((size) => String(size).padStart(10)));
  }
}
