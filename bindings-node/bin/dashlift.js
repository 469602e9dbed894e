#!/usr/bin/env node
'use strict';

// Starts the command line that the package carries: streams, signals and the exit code are its own.

const { spawn } = require('node:child_process');
const { program } = require('../lib/program.js');

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'];

const child = spawn(program, process.argv.slice(2), { stdio: 'inherit' });
for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));

child.on('error', (error) => {
  const why = error.code === 'ENOENT' ? 'this package carries none' : error.message;
  console.error(
    `dashlift: no command line for ${process.platform}-${process.arch}: ${why}; ` +
      '`cargo install --locked --path runner` in the repository builds it',
  );
  process.exitCode = 1;
});

child.on('exit', (code, signal) => {
  if (signal === null) {
    process.exitCode = code;
    return;
  }
  for (const each of SIGNALS) process.removeAllListeners(each);
  process.kill(process.pid, signal);
});
