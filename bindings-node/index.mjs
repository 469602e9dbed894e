import dashlift from './index.js';

export const {
  DashliftError,
  Migrator,
  Outcome,
  build,
  detect,
  families,
  format,
  migrate,
  migrateAsync,
  migrateMany,
  migrateObject,
  plan,
  validate,
} = dashlift;
