// The functions of dashlift, without a word on where the module comes from.

import { findWith, isLoaded, load } from './instance.js';
import { Migrator } from './migrator.js';
import { read } from './source.js';

export { DashliftError } from './errors.js';
export { Outcome } from './outcome.js';
export { Migrator, findWith };

let loading;

/** Loads the module, once; a failed attempt may be repeated. */
export async function init(source) {
  if (!isLoaded()) {
    loading ??= read(source).then(load).finally(() => {
      loading = undefined;
    });
    await loading;
  }
}

/** Loads the module from its bytes or as it is, at once. */
export function initSync(module) {
  load(module);
}

const standard = new Migrator();

export const migrate = (document, options) => standard.migrate(document, options);
export const migrateMany = (documents, options) => standard.migrateMany(documents, options);
export const migrateObject = (object, options) => standard.migrateObject(object, options);
export const detect = (document) => standard.detect(document);
export const plan = (from, to) => standard.plan(from, to);
export const validate = (document, options) => standard.validate(document, options);
export const format = (document, style) => standard.format(document, style);
export const families = () => standard.families();
export const build = () => standard.build();
