// The module's functions, on an object that outlives the instance: documents as bytes, everything else as text.

import { call } from './instance.js';

export class Core {
  #context;
  #make;
  #core;
  #generation = 0;

  constructor(contextJson, make = (glue, context) => new glue.Core(context)) {
    this.#context = contextJson;
    this.#make = make;
  }

  /** Has the core read the context now. */
  check() {
    this.#call(() => {});
    return this;
  }

  migrateJson(document, optionsJson) {
    return this.#call((core) => core.migrateJson(document, optionsJson));
  }

  checkOptions(optionsJson) {
    this.#call((core) => core.checkOptions(optionsJson));
  }

  detectJson(document) {
    return this.#call((core) => core.detectJson(document));
  }

  planJson(from, to) {
    return this.#call((core) => core.planJson(from, to));
  }

  validateJson(document, optionsJson) {
    return this.#call((core) => core.validateJson(document, optionsJson));
  }

  formatBytes(document, style) {
    return this.#call((core) => core.formatBytes(document, style));
  }

  familiesJson() {
    return this.#call((core) => core.familiesJson());
  }

  buildJson() {
    return this.#call((core) => core.buildJson());
  }

  #call(work) {
    return call((glue, generation) => {
      if (this.#generation !== generation) {
        this.#core = this.#make(glue, this.#context);
        this.#generation = generation;
      }
      return work(this.#core);
    });
  }
}
