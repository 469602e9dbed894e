'use strict';
// The package in Node: the module is read from beside this file on first use, so that nobody has to call `init`.

const { readFileSync } = require('node:fs');
const { readFile } = require('node:fs/promises');
const { join } = require('node:path');
const { findWith, ...api } = require('./cjs/api.js');

const file = join(__dirname, 'dashlift_wasm_bg.wasm');
findWith(() => readFileSync(file));

/** Loads the module, once: from beside this file, or from what is given. */
function init(source = file) {
  const isFile = source === file || (source instanceof URL && source.protocol === 'file:');
  return api.init(isFile ? readFile(source) : source);
}

module.exports = { ...api, init, default: init };
