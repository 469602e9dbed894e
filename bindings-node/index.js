'use strict';

const { DashliftError } = require('./lib/errors.js');
const { Migrator } = require('./lib/migrator.js');
const { Outcome } = require('./lib/outcome.js');

const standard = new Migrator();

module.exports = {
  DashliftError,
  Migrator,
  Outcome,
  build: () => standard.build(),
  detect: (document) => standard.detect(document),
  families: () => standard.families(),
  format: (document, style) => standard.format(document, style),
  migrate: (document, options) => standard.migrate(document, options),
  migrateAsync: (document, options, control) => standard.migrateAsync(document, options, control),
  migrateMany: (documents, options, control) => standard.migrateMany(documents, options, control),
  migrateObject: (object, options) => standard.migrateObject(object, options),
  plan: (from, to) => standard.plan(from, to),
  validate: (document, options) => standard.validate(document, options),
};
