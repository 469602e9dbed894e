'use strict';

const { checkSignal } = require('./abort.js');
const { checkMany, many, one } = require('./batch.js');
const { Document } = require('./documents.js');
const { guarded } = require('./errors.js');
const { contextText, encode, optionsText, text } = require('./json.js');
const { Batch, Core } = require('./native.js');
const { Outcome } = require('./outcome.js');

/** Holds a prepared context, for servers: the functions of the package are its methods. */
class Migrator {
  #core;

  constructor(context) {
    const json = contextText(context);
    this.#core = guarded(() => new Core(json));
  }

  migrate(document, options) {
    const given = new Document(document, this.#core);
    const json = optionsText(options);
    return guarded(() => {
      const answer = this.#core.migrateJson(given.bytes, json);
      return new Outcome(given.now(answer), answer);
    });
  }

  async migrateAsync(document, options, { signal } = {}) {
    checkSignal(signal);
    signal?.throwIfAborted();
    return one(this.#core, this.#batch(options), document, signal);
  }

  migrateMany(documents, options, { signal, concurrency } = {}) {
    checkSignal(signal);
    checkMany(documents, concurrency);
    return many(this.#core, this.#batch(options), documents, signal, concurrency);
  }

  migrateObject(object, options) {
    const document = Buffer.from(encode('the document is', object, 'invalid-document'), 'utf8');
    const json = optionsText(options);
    return guarded(() => {
      const answer = this.#core.migrateJson(document, json);
      const bytes = answer.same ? document : answer.document;
      return new Outcome(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).utf8Slice()), answer);
    });
  }

  detect(document) {
    const { bytes } = new Document(document, this.#core);
    return JSON.parse(guarded(() => this.#core.detectJson(bytes)));
  }

  plan(from, to) {
    const [start, end] = [text('from', from), text('to', to)];
    return JSON.parse(guarded(() => this.#core.planJson(start, end)));
  }

  validate(document, options) {
    const { bytes } = new Document(document, this.#core);
    const json = optionsText(options);
    return JSON.parse(guarded(() => this.#core.validateJson(bytes, json)));
  }

  format(document, style) {
    const given = new Document(document, this.#core);
    const name = text('style', style);
    return guarded(() => given.like(this.#core.formatBytes(given.bytes, name)));
  }

  families() {
    return JSON.parse(guarded(() => this.#core.familiesJson()));
  }

  build() {
    return JSON.parse(guarded(() => this.#core.buildJson()));
  }

  #batch(options) {
    const json = optionsText(options);
    return guarded(() => new Batch(this.#core, json));
  }
}

module.exports = { Migrator };
