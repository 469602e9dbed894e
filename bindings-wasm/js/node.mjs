// The package for `import` in Node: the same instance as for `require`.

import api from './node.cjs';

export const {
  DashliftError,
  Migrator,
  Outcome,
  build,
  detect,
  families,
  format,
  init,
  initSync,
  migrate,
  migrateMany,
  migrateObject,
  plan,
  validate,
} = api;

export default init;
