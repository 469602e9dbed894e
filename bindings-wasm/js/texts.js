// Documents and texts on their way in and out.

import { DashliftError, refused } from './errors.js';

const encoder = new TextEncoder();

/** The bytes of an unpaired surrogate, which no UTF-8 has. */
const SURROGATE = [0xed, 0xa0, 0x80];

/** Returns a document's bytes. `core` finds the place of an unpaired surrogate. */
export function toBytes(document, core) {
  if (typeof document === 'string') {
    if (!isWellFormed(document)) {
      throw unpaired(document, core);
    }
    return encoder.encode(document);
  }
  if (isBytes(document)) {
    return document;
  }
  throw new TypeError(`a document is a string or a Uint8Array, not ${nameOf(document)}`);
}

export function isDocument(value) {
  return typeof value === 'string' || isBytes(value);
}

/** Returns bytes in the type in which the document was given. */
export function like(document, bytes) {
  if (typeof document === 'string') {
    // A byte order mark is part of a document: without `ignoreBOM` the decoder would drop it. A decoder that lives for
    // ever breaks in Safari after two gigabytes.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  }
  const { Buffer } = globalThis;
  return Buffer?.isBuffer?.(document) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes;
}

/** Returns a short text, such as a version. */
export function toText(name, value) {
  if (typeof value !== 'string') {
    throw new TypeError(`\`${name}\` is a string, not ${nameOf(value)}`);
  }
  if (!isWellFormed(value)) {
    throw refused('invalid-unicode', `\`${name}\` holds an unpaired surrogate`);
  }
  return value;
}

/** Returns options or a context as JSON text; what they mean is the core's business. */
export function toJson(name, value) {
  return stringify('invalid-option', name, value, refuseStrangers);
}

/** Returns a parsed document as JSON text. */
export function objectToJson(value) {
  return stringify('invalid-document', 'the document', value);
}

function stringify(code, name, value, replacer) {
  let text;
  try {
    text = JSON.stringify(value, replacer);
  } catch (error) {
    throw refused(code, `${name} cannot be written as JSON: ${error.message}`, error);
  }
  if (text === undefined) {
    throw refused(code, `${name} cannot be written as JSON: ${nameOf(value)} is not JSON`);
  }
  return text;
}

/** `JSON.stringify` would leave these out, or write `null`, and something else than was asked for would happen. */
function refuseStrangers(_key, value) {
  const kind = typeof value;
  if (kind === 'function' || kind === 'symbol' || (kind === 'number' && !Number.isFinite(value))) {
    throw new TypeError(`${kind === 'number' ? value : `a ${kind}`} is not JSON`);
  }
  return value;
}

// With `instanceof`, the arrays of another frame or of a test's sandbox would be strangers.
function isBytes(value) {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]';
}

const isWellFormed = String.prototype.isWellFormed
  ? (text) => text.isWellFormed()
  : (text) => !/\p{Surrogate}/u.test(text);

/** The core knows line and column of a place that is no UTF-8. */
function unpaired(document, core) {
  const message = 'the text holds an unpaired surrogate';
  const before = encoder.encode(document.slice(0, document.search(/\p{Surrogate}/u)));
  const bytes = new Uint8Array(before.length + SURROGATE.length);
  bytes.set(before);
  bytes.set(SURROGATE, before.length);
  try {
    core.detectJson(bytes);
  } catch (error) {
    if (error instanceof DashliftError && error.code === 'invalid-utf8') {
      return new DashliftError(JSON.stringify({ ...error.toJSON(), code: 'invalid-unicode', message }));
    }
  }
  return refused('invalid-unicode', message);
}

function nameOf(value) {
  return value === null ? 'null' : typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value;
}
