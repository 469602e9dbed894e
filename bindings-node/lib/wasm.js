'use strict';

const { raised } = require('./errors.js');

/**
 * Makes the public functions of the WASM package look like the addon's low level. There is no second thread: a `Batch`
 * lets the event loop turn between documents.
 */
function lowLevelOf(wasm) {
  class Core {
    #migrator;

    constructor(contextJson) {
      this.#migrator = new wasm.Migrator(contextJson == null ? undefined : JSON.parse(contextJson));
    }
    migrateJson(document, optionsJson) {
      const outcome = this.#migrator.migrate(document, JSON.parse(optionsJson));
      const same = outcome.document === document;
      const { reportJson: report, complement } = outcome;
      return { document: same ? undefined : outcome.document, report, complement, same };
    }
    detectJson(document) {
      return JSON.stringify(this.#migrator.detect(document));
    }
    planJson(from, to) {
      return JSON.stringify(this.#migrator.plan(from, to));
    }
    validateJson(document, optionsJson) {
      return JSON.stringify(this.#migrator.validate(document, JSON.parse(optionsJson)));
    }
    formatBytes(document, style) {
      return this.#migrator.format(document, style);
    }
    familiesJson() {
      return JSON.stringify(this.#migrator.families());
    }
    buildJson() {
      return JSON.stringify(this.#migrator.build());
    }
  }

  class Batch {
    #core;
    #optionsJson;
    #cancelled = false;

    constructor(core, optionsJson) {
      this.#core = core;
      this.#optionsJson = optionsJson;
      refuseOptions(core, optionsJson);
    }
    async migrate(document) {
      const copy = Uint8Array.prototype.slice.call(document);
      await new Promise(setImmediate);
      if (this.#cancelled) throw new Error('cancelled');
      const answer = this.#core.migrateJson(copy, this.#optionsJson);
      return answer.same ? { ...answer, document: copy } : answer;
    }
    cancel() {
      this.#cancelled = true;
    }
  }

  return { Batch, Core };
}

/** What the core says about options, before it reads a document. */
const OPTIONS = ['unknown-option', 'invalid-option', 'invalid-unicode'];

/** Throws what an empty document leads to, if it is about the options. */
function refuseOptions(core, optionsJson) {
  try {
    core.migrateJson(new Uint8Array(), optionsJson);
  } catch (thrown) {
    if (OPTIONS.includes(raised(thrown).code)) throw thrown;
  }
}

module.exports = { lowLevelOf };
