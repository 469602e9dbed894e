'use strict';

const { kindOf } = require('./json.js');

/** What waits for each signal: one listener for all, since Node warns of many. */
const waiting = new WeakMap();

/** Calls back when the signal is aborted, until the returned function is called. */
function onAbort(signal, callback) {
  let group = waiting.get(signal);
  if (group === undefined) {
    group = { callbacks: new Set() };
    group.listener = () => {
      waiting.delete(signal);
      for (const each of group.callbacks) each();
    };
    waiting.set(signal, group);
    signal.addEventListener('abort', group.listener, { once: true });
  }
  // The same callback may wait twice.
  const entry = () => callback();
  group.callbacks.add(entry);
  return () => {
    group.callbacks.delete(entry);
    if (group.callbacks.size > 0 || waiting.get(signal) !== group) return;
    waiting.delete(signal);
    signal.removeEventListener('abort', group.listener);
  };
}

/** Rejects with the signal's reason as soon as it is aborted. */
function abortable(work, signal, cancel) {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => {
      cancel();
      reject(signal.reason);
    });
    work.then(resolve, reject).finally(forget);
  });
}

/** Checks a signal. */
function checkSignal(signal) {
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw new TypeError(`\`signal\` is an AbortSignal, not ${kindOf(signal)}`);
  }
}

module.exports = { abortable, checkSignal, onAbort };
