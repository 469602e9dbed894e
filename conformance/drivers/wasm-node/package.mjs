// Where the built package lies.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const crate = fileURLToPath(new URL('../../../bindings-wasm/', import.meta.url));

/** Returns the crate's folder, in which the npm tools are installed. */
export function crateFolder() {
  return crate;
}

/** Returns the package's folder: what `DASHLIFT_WASM_PKG` names, else the build for tests, else the one for users. */
export function packageFolder() {
  const named = process.env.DASHLIFT_WASM_PKG;
  const folders = named ? [named] : ['pkg-conformance', 'pkg'].map((name) => join(crate, name));
  const found = folders.find((folder) => existsSync(join(folder, 'node.cjs')));
  if (!found) {
    console.error(`no package in ${folders.join(' or ')}: run \`cargo xtask setup\` or set DASHLIFT_WASM_PKG`);
    process.exit(1);
  }
  return found;
}
