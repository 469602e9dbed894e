'use strict';

const { join } = require('node:path');

const suffix = process.platform === 'win32' ? '.exe' : '';

/** Where the command line for this platform lies; `cargo xtask dist` puts it there. */
const program = join(__dirname, '..', 'bin', `dashlift-${process.platform}-${process.arch}${suffix}`);

module.exports = { program };
