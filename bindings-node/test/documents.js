'use strict';

/** Documents that the tests share. */
const OLD = '{"schemaVersion": 41, "title": "Fleet", "panels": []}';
const CURRENT = '{"schemaVersion": 42, "title": "Fleet", "panels": []}';
const BROKEN = '[1,';

/** Makes an old document with a title, larger with more panels. */
function titled(title, panels = 0) {
  const listed = Array.from({ length: panels }, (_, i) => `{"id": ${i + 1}, "type": "text", "title": "p"}`);
  return `{"schemaVersion": 41, "title": "${title}", "panels": [${listed.join(', ')}]}`;
}

/** Returns what a work throws. */
function thrownBy(work) {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
}

module.exports = { BROKEN, CURRENT, OLD, thrownBy, titled };
