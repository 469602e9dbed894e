'use strict';

const { DashliftError, refused } = require('./errors.js');

/**
 * Writes options, a context or a parsed document as JSON text; members that are `undefined` are absent. What JSON
 * cannot hold is the error `code` instead of a silent `null` or nothing.
 */
function encode(what, value, code) {
  try {
    return JSON.stringify(value, (key, member) => checked(key, member)) ?? 'null';
  } catch (cause) {
    if (cause instanceof DashliftError) throw cause;
    if (cause instanceof RangeError && code === 'invalid-document') {
      throw refused('too-deep', `${what} nests deeper than JavaScript can follow`, cause);
    }
    throw refused(code, `${what} not JSON: ${String(cause?.message ?? cause).split('\n', 1)[0]}`, cause);
  }
}

function checked(key, member) {
  if (!key.isWellFormed()) throw unpaired();
  switch (typeof member) {
    case 'string':
      if (!member.isWellFormed()) throw unpaired();
      break;
    case 'number':
      if (!Number.isFinite(member)) throw new TypeError(`\`${key}\` is ${member}`);
      break;
    case 'function':
    case 'symbol':
    case 'bigint':
      throw new TypeError(`\`${key}\` is a ${typeof member}`);
    case 'object':
      // JSON.stringify makes `{}` of them, without their entries.
      if (member instanceof Map || member instanceof Set) throw new TypeError(`\`${key}\` is a Map or a Set`);
      break;
  }
  return member;
}

/** Returns the options' text; `undefined` and `null` are no options. */
function optionsText(options) {
  return options == null ? '{}' : encode('the options are', options, 'invalid-option');
}

/** Returns the context's text, if there is one. */
function contextText(context) {
  return context == null ? undefined : encode('the context is', context, 'invalid-option');
}

/** Checks a text that is no document. */
function text(name, value) {
  if (typeof value !== 'string') throw new TypeError(`\`${name}\` is a string, not ${kindOf(value)}`);
  if (!value.isWellFormed()) throw unpaired();
  return value;
}

function unpaired() {
  return refused('invalid-unicode', 'the text holds an unpaired surrogate');
}

/** Names a value's type for people. */
function kindOf(value) {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return `an object (${value.constructor?.name ?? 'without class'})`;
  return value === undefined ? 'undefined' : `a ${typeof value}`;
}

module.exports = { contextText, encode, kindOf, optionsText, text, unpaired };
