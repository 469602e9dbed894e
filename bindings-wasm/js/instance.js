// The one instance of the module: made on first use, made anew after a trap.

import * as glue from './dashlift_wasm.js';
import { DashliftError, refused } from './errors.js';

/** Counts the instances; what an earlier one gave is void. */
let generation = 0;
let broken = false;
let find = () => {
  throw new Error('dashlift is not loaded yet: call `await init()` first');
};

/** Takes the module (or its bytes); only the first one counts. */
export function load(module) {
  if (generation === 0) {
    glue.initSync({ module });
    generation = 1;
  }
}

export function isLoaded() {
  return generation > 0;
}

/** Says where the module comes from if nobody loaded one. */
export function findWith(finder) {
  find = finder;
}

/**
 * Runs work on the instance; `work` calls the module and does nothing else.
 *
 * The core answers with a result or with an error of its own. Anything else that comes out is a trap: a panic, a full
 * stack, no memory. After one, nothing in the instance can be trusted, so it is dropped.
 */
export function call(work) {
  if (generation === 0) {
    load(find());
  }
  try {
    if (broken) {
      renew();
    }
    // Until it has answered: with a full stack, nothing that stands behind a trap is sure to run.
    broken = true;
    const result = work(glue, generation);
    broken = false;
    return result;
  } catch (error) {
    if (error?.name === 'DashliftError') {
      broken = false;
      throw new DashliftError(error.message);
    }
    throw trapped(error);
  }
}

function trapped(cause) {
  try {
    renew();
  } catch {
    // Too deep in the stack, perhaps: the next call tries again.
  }
  return refused('internal', `a bug in dashlift, please report it: ${cause}`, cause);
}

/** Makes a new instance of the same module and forgets all that was known of the old one. */
function renew() {
  broken = true;
  glue.__wbg_reset_state();
  generation += 1;
  broken = false;
}
