// The build under test, and documents for it.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageFolder } from '../../conformance/drivers/wasm-node/package.mjs';

export const folder = packageFolder();
export const require = createRequire(import.meta.url);

/** The package as `require` gives it. */
export const dashlift = require(folder);
/** The hooks of the test build stand in the generated module; `call` is the guard around it. */
export const { call } = require(join(folder, 'cjs/instance.js'));

export const OLD = '{"schemaVersion": 41, "title": "Fleet \u2708", "panels": []}';
export const CURRENT = '{"schemaVersion": 42, "title": "Fleet", "panels": [], "n": 1.10}';

/** Returns UTF-8. */
export const bytes = (text) => new TextEncoder().encode(text);

/** Returns what a function throws. */
export function thrownBy(work) {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
