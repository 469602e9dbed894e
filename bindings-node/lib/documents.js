'use strict';

const { isSharedArrayBuffer, isUint8Array } = require('node:util').types;
const { DashliftError } = require('./errors.js');
const { kindOf, unpaired } = require('./json.js');

const REPLACEMENT = Buffer.from('\ufffd');

/**
 * A document as JavaScript gave it: its bytes, and the way back into its own kind.
 *
 * @throws {TypeError} it is no document
 * @throws {DashliftError} `invalid-unicode`, a string holds an unpaired surrogate; at its place
 */
class Document {
  #given;

  constructor(given, core) {
    this.#given = given;
    if (typeof given === 'string') {
      this.bytes = Buffer.from(given, 'utf8');
      // An unpaired surrogate becomes this character; to look for it is cheaper than to look at the whole text.
      if (this.bytes.includes(REPLACEMENT) && !given.isWellFormed()) throw placed(given, core);
    } else if (isUint8Array(given)) {
      // Other threads can write into shared memory while the core reads.
      this.bytes = isSharedArrayBuffer(given.buffer) ? new Uint8Array(given) : given;
    } else {
      throw new TypeError(`a document is a Buffer, a Uint8Array or a string, not ${kindOf(given)}`);
    }
  }

  /** Returns what was given. */
  get same() {
    return this.#given;
  }

  /** Returns bytes of the core in the kind of the document. */
  like(bytes) {
    const { buffer, byteOffset, byteLength } = bytes;
    if (typeof this.#given !== 'string' && !Buffer.isBuffer(this.#given)) {
      return Buffer.isBuffer(bytes) ? new Uint8Array(buffer, byteOffset, byteLength) : bytes;
    }
    const node = Buffer.isBuffer(bytes) ? bytes : Buffer.from(buffer, byteOffset, byteLength);
    return typeof this.#given === 'string' ? node.utf8Slice() : node;
  }

  /** Returns the answer's document for a caller who has waited: what was given may have changed since. */
  later(answer) {
    return answer.same && typeof this.#given === 'string' ? this.#given : this.like(answer.document);
  }

  /** Returns the answer's document for a caller who has not waited. */
  now(answer) {
    return answer.same ? this.#given : this.like(answer.document);
  }
}

/** Returns the error for an unpaired surrogate, with the place where the core finds bytes that are no UTF-8. */
function placed(given, core) {
  const error = unpaired();
  try {
    core.detectJson(Buffer.concat([Buffer.from(given.slice(0, given.search(/\p{Surrogate}/u))), Buffer.of(0xff)]));
  } catch (thrown) {
    const { code, offset, line, column } = JSON.parse(thrown.json ?? thrown.message);
    if (code === 'invalid-utf8') {
      return new DashliftError(
        JSON.stringify({ code: error.code, offset, line, column, message: error.message }),
      );
    }
  }
  return error;
}

module.exports = { Document };
