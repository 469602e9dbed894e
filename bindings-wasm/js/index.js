// The package in browsers and bundlers: the module lies beside this file.

import { init as initFrom } from './api.js';

export {
  DashliftError,
  Migrator,
  Outcome,
  build,
  detect,
  families,
  format,
  initSync,
  migrate,
  migrateMany,
  migrateObject,
  plan,
  validate,
} from './api.js';

/** Loads the module, once: from beside this file, or from what is given. */
export function init(source = new URL('./dashlift_wasm_bg.wasm', import.meta.url)) {
  return initFrom(source);
}

export default init;
