'use strict';

const { existsSync } = require('node:fs');
const { join, resolve } = require('node:path');

/** The compiled core (see `native.d.ts`): the addon for this platform, else the WASM package. */
module.exports = load();

function load() {
  const causes = [];
  for (const file of candidates()) {
    try {
      return require(file);
    } catch (cause) {
      causes.push(cause);
    }
  }
  try {
    return require('./wasm.js').lowLevelOf(require('@dashlift/wasm'));
  } catch (cause) {
    causes.push(cause);
  }
  const said = causes.map((cause) => String(cause?.message ?? cause).split('\n', 1)[0]);
  throw new Error(
    `dashlift has no addon for ${process.platform}-${process.arch} here, and no \`@dashlift/wasm\` to fall back to. ` +
      'Install one of them (`npm install @dashlift/wasm`), or build the addon with `npm run build` in `bindings-node` ' +
      `(needs Rust). ${said.join('; ')}`,
    { cause: causes[0] },
  );
}

/** Returns the files that may fit, best first: a system that is none of the other refuses to load it. */
function candidates() {
  const named = process.env.DASHLIFT_NODE_ADDON;
  if (named) return [resolve(named)];
  return ['-gnu', '-musl', '-msvc', '']
    .map((abi) => join(__dirname, '..', `dashlift.${process.platform}-${process.arch}${abi}.node`))
    .filter((file) => existsSync(file));
}
