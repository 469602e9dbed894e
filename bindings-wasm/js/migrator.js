// The functions of dashlift, as methods of an object that holds prepared facts.

import { Core } from './core.js';
import { DashliftError, refused } from './errors.js';
import { Outcome } from './outcome.js';
import { isDocument, like, objectToJson, toBytes, toJson, toText } from './texts.js';

/** Holds a prepared context, which is read once. A trap does not harm it. */
export class Migrator {
  #core;

  constructor(context) {
    this.#core = new Core(context === undefined ? undefined : toJson('the context', context));
    if (context !== undefined) {
      this.#core.check();
    }
  }

  migrate(document, options = {}) {
    return this.#migrate(document, toJson('the options', options));
  }

  migrateMany(documents, options = {}) {
    const optionsJson = toJson('the options', options);
    if (isDocument(documents)) {
      throw new TypeError('`migrateMany` takes several documents, not one');
    }
    this.#core.checkOptions(optionsJson);
    return Array.from(documents, (document) => {
      try {
        return this.#migrate(document, optionsJson);
      } catch (error) {
        if (error instanceof DashliftError) {
          return error;
        }
        return refused('invalid-document', error.message, error);
      }
    });
  }

  migrateObject(object, options = {}) {
    const text = objectToJson(object);
    const answer = this.#answer(text, toJson('the options', options));
    return new Outcome(JSON.parse(answer.same ? text : like(text, answer.document)), answer);
  }

  detect(document) {
    return JSON.parse(this.#core.detectJson(toBytes(document, this.#core)));
  }

  plan(from, to) {
    return JSON.parse(this.#core.planJson(toText('from', from), toText('to', to)));
  }

  validate(document, options = {}) {
    const optionsJson = toJson('the options', options);
    return JSON.parse(this.#core.validateJson(toBytes(document, this.#core), optionsJson));
  }

  format(document, style) {
    return like(document, this.#core.formatBytes(toBytes(document, this.#core), toText('style', style)));
  }

  families() {
    return JSON.parse(this.#core.familiesJson());
  }

  build() {
    return JSON.parse(this.#core.buildJson());
  }

  #migrate(document, optionsJson) {
    const answer = this.#answer(document, optionsJson);
    return new Outcome(answer.same ? document : like(document, answer.document), answer);
  }

  #answer(document, optionsJson) {
    return this.#core.migrateJson(toBytes(document, this.#core), optionsJson);
  }
}
