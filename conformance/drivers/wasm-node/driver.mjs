// The WASM face in Node behind the conformance protocol (see conformance/README.md).

import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageFolder } from './package.mjs';
import { answer, faceOf, hello, memberText } from './protocol.mjs';

const require = createRequire(import.meta.url);
const folder = packageFolder();
require(folder); // It says where the module comes from.
const face = faceOf(require(join(folder, 'cjs/core.js')), require(join(folder, 'cjs/errors.js')));

function documentOf({ document }) {
  if (document?.file !== undefined) {
    return readFileSync(document.file);
  }
  return document && Buffer.from(document.base64, 'base64');
}

function toWire(bytes) {
  return { base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') };
}

function reply(request, line) {
  if (request.verb === 'start') {
    return hello(request.id, 'wasm-node', face);
  }
  if (request.verb === 'stop') {
    return { id: request.id, ok: {} };
  }
  return answer(face, request, documentOf(request), memberText(line, 'options') ?? '{}', toWire);
}

/** Writes at once: what is only queued would be lost with the process. */
function write(text) {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const request = JSON.parse(line);
  write(`${JSON.stringify(reply(request, line))}\n`);
  if (request.verb === 'stop') {
    break;
  }
}
process.exit(0);
