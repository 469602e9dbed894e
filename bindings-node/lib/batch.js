'use strict';

const { abortable, onAbort } = require('./abort.js');
const { Document } = require('./documents.js');
const { raised, refused } = require('./errors.js');
const { kindOf } = require('./json.js');
const { Outcome } = require('./outcome.js');

/** How many documents a thread of the pool may be ahead of the caller. */
const AHEAD = 4;

/** Migrates one document off the event loop. */
async function one(core, batch, given, signal) {
  const document = new Document(given, core);
  try {
    const answer = await abortable(batch.migrate(document.bytes), signal, () => batch.cancel());
    return new Outcome(document.later(answer), answer);
  } catch (thrown) {
    throw signal?.aborted && thrown === signal.reason ? thrown : raised(thrown);
  }
}

/** Migrates documents and yields the results in their order; the arguments are checked. */
async function* many(core, batch, documents, signal, concurrency) {
  const line = new Line(core, batch, documents, concurrency ?? AHEAD * threads());
  const forget = signal === undefined ? () => {} : onAbort(signal, () => line.notify());
  try {
    for (;;) {
      signal?.throwIfAborted();
      line.pull();
      if (line.isEmpty()) break;
      if (line.isReady()) yield line.shift();
      else await line.change();
    }
  } finally {
    forget();
    await line.close(signal?.aborted);
  }
}

/** The documents between the source and the caller. */
class Line {
  #core;
  #batch;
  #source;
  #size;
  /** In the order of the documents: `{}` in work, `{ result }` done, `{ error }` what the source threw. */
  #slots = [];
  #pulling = false;
  #ended = false;
  #wake = () => {};

  constructor(core, batch, documents, size) {
    this.#core = core;
    this.#batch = batch;
    this.#source = (documents[Symbol.asyncIterator] ?? documents[Symbol.iterator]).call(documents);
    this.#size = size;
  }

  /** Takes documents as far as there is room, without waiting for a source that makes one wait. */
  pull() {
    while (!this.#ended && !this.#pulling && this.#slots.length < this.#size) {
      try {
        const step = this.#source.next();
        if (isThenable(step)) this.#await(step);
        else if (!step.done && isThenable(step.value)) this.#await(step.value.then((value) => ({ value })));
        else this.#take(step);
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  isEmpty() {
    return this.#ended && this.#slots.length === 0;
  }

  isReady() {
    return this.#slots.length > 0 && ('result' in this.#slots[0] || 'error' in this.#slots[0]);
  }

  /** Takes the first result out; throws in its place what the source threw. */
  shift() {
    const slot = this.#slots.shift();
    if ('error' in slot) throw slot.error;
    return slot.result;
  }

  /** Waits until a result or a document has come, or somebody notifies. */
  change() {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  notify() {
    this.#wake();
  }

  /** Lets nothing begin that has not begun, and closes the source; in a hurry, without waiting for it. */
  async close(hurried) {
    this.#batch.cancel();
    this.#slots = [];
    if (this.#ended) return;
    this.#ended = true;
    const closed = this.#source.return?.();
    // A source that makes us wait answers when it likes.
    if (hurried || this.#pulling) Promise.resolve(closed).catch(() => {});
    else await closed;
  }

  #await(step) {
    this.#pulling = true;
    Promise.resolve(step)
      .then((next) => !this.#ended && this.#take(next))
      .catch((error) => !this.#ended && this.#fail(error))
      .finally(() => {
        this.#pulling = false;
        this.pull();
        this.notify();
      });
  }

  #take({ done, value }) {
    if (done) {
      this.#ended = true;
      return;
    }
    const slot = {};
    this.#slots.push(slot);
    this.#lift(value).then((result) => {
      slot.result = result;
      this.notify();
    });
  }

  /** Takes the copy at once: the caller may use the same buffer for the next document. */
  async #lift(value) {
    try {
      return await one(this.#core, this.#batch, value);
    } catch (thrown) {
      return thrown instanceof TypeError ? refused('invalid-document', thrown.message, thrown) : raised(thrown);
    }
  }

  #fail(error) {
    this.#ended = true;
    this.#slots.push({ error });
  }
}

/** Checks what `many` is given. */
function checkMany(documents, concurrency) {
  if (typeof documents === 'string' || ArrayBuffer.isView(documents)) {
    throw new TypeError('`documents` is one document; put it into an array');
  }
  if (documents?.[Symbol.asyncIterator] === undefined && documents?.[Symbol.iterator] === undefined) {
    throw new TypeError(`\`documents\` is an iterable, not ${kindOf(documents)}`);
  }
  if (concurrency !== undefined && !(Number.isSafeInteger(concurrency) && concurrency >= 1)) {
    throw refused('invalid-option', '`concurrency` must be a whole number from 1');
  }
}

/** Returns how many threads libuv's pool has. */
function threads() {
  return Math.max(1, Math.min(1024, Number.parseInt(process.env.UV_THREADPOOL_SIZE ?? '4', 10) || 4));
}

function isThenable(value) {
  return typeof value?.then === 'function';
}

module.exports = { checkMany, many, one };
