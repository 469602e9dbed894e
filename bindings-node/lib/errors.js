'use strict';

/** The one error of dashlift: tells why there is no document. */
class DashliftError extends Error {
  /** The core's own text: `{"code": …, "message": …}`. */
  json;
  /** Stable kebab-case code: `invalid-json`, `too-new`, `no-migration-path`. */
  code;
  /** The id of the step that failed: `grafana/16`. */
  step;
  /** JSON Pointer: into the document as the step received it, without `step` into the input. */
  at;
  /** UTF-8 bytes from the start of the input, from 0. */
  offset;
  /** Line of the input, from 1. */
  line;
  /** Column of the input in code points, from 1. */
  column;
  /** More facts, by code. */
  details;

  /** Takes the core's JSON text. */
  constructor(json, options) {
    const { message, ...facts } = JSON.parse(json);
    super(message, options);
    Object.defineProperty(this, 'json', { value: json, enumerable: false });
    for (const name of FACTS) {
      // What does not apply is not shown.
      Object.defineProperty(this, name, { value: facts[name], enumerable: name in facts });
    }
  }

  /** The contract's error, with the same members in the same order. */
  toJSON() {
    return JSON.parse(this.json);
  }
}

const FACTS = ['code', 'step', 'at', 'offset', 'line', 'column', 'details'];

Object.defineProperty(DashliftError.prototype, 'name', { value: 'DashliftError', configurable: true });

/** Makes the error for something that JavaScript cannot hand over to the core. */
function refused(code, message, cause) {
  return new DashliftError(JSON.stringify({ code, message }), cause === undefined ? undefined : { cause });
}

/** Turns what the low level threw into the error of the contract. */
function raised(thrown) {
  if (thrown instanceof DashliftError) return thrown;
  const text = thrown?.json ?? thrown?.message;
  if (typeof text === 'string' && text.startsWith('{"code":')) return new DashliftError(text);
  return refused('internal', `a bug in dashlift, please report it: ${text ?? thrown}`, thrown);
}

/** Runs work of the core. */
function guarded(work) {
  try {
    return work();
  } catch (thrown) {
    throw raised(thrown);
  }
}

module.exports = { DashliftError, guarded, raised, refused };
