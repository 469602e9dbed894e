// The Node face behind the conformance protocol (see conformance/README.md).
//
// Node's own modules and the package only. A document crosses as bytes and options as the text that stands in the
// request, so that nothing is decided here.

import { readFileSync } from 'node:fs';
import errors from '../../../bindings-node/lib/errors.js';
import native from '../../../bindings-node/lib/native.js';

const cores = { standard: new native.Core() };
// A build for tests also has the families of `examples/own-family`.
if (native._toyCore) cores.toys = native._toyCore();

const VERBS = {
  migrate(core, request, line) {
    const given = documentOf(request);
    const answer = core.migrateJson(given, optionsOf(line));
    const document = wire(answer.same ? given : answer.document);
    return { document, report: answer.report, complement: answer.complement };
  },
  detect: (core, request) => ({ result: core.detectJson(documentOf(request)) }),
  plan: (core, request) => ({ result: core.planJson(request.from, request.to) }),
  validate: (core, request, line) => ({ result: core.validateJson(documentOf(request), optionsOf(line)) }),
  format: (core, request) => ({ document: wire(core.formatBytes(documentOf(request), request.style)) }),
  families: (core) => ({ result: core.familiesJson() }),
};

function documentOf({ document }) {
  if ('file' in document) return readFileSync(document.file);
  const bytes = Buffer.from(document.base64, 'base64');
  if (bytes.toString('base64') !== document.base64) throw new Error('the document is not base64');
  return bytes;
}

function wire(bytes) {
  return { base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') };
}

/** Returns the text of the request's `options`: JSON.parse would round numbers and move members. */
function optionsOf(line) {
  // Strings whole, or one character that opens, closes or separates.
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gu;
  let [depth, name, start] = [0, undefined, undefined];
  for (let token; (token = tokens.exec(line)); ) {
    const [text] = token;
    if (text === '{' || text === '[') depth += 1;
    else if (text === '}' || text === ']') depth -= 1;
    else if (depth === 1 && text === ':' && name === 'options') start = tokens.lastIndex;
    else if (depth === 1 && text.startsWith('"')) name = JSON.parse(text);
    const ends = (depth === 1 && text === ',') || depth === 0;
    if (ends && start !== undefined) return line.slice(start, token.index);
    if (ends) name = undefined;
  }
  return '{}';
}

function reply(line) {
  const request = JSON.parse(line);
  const { id, verb, registry = 'standard' } = request;
  if (verb === 'start') {
    const [verbs, registries] = [Object.keys(VERBS), Object.keys(cores)];
    return { id, ok: { driver: 'node', protocol: 1, build: cores.standard.buildJson(), verbs, registries } };
  }
  if (verb === 'stop') return { id, ok: {} };
  if (!Object.hasOwn(cores, registry)) return { id, skipped: 'this build has no such registry' };
  if (!Object.hasOwn(VERBS, verb)) return { id, skipped: `verb \`${verb}\` is unknown` };
  try {
    return { id, ok: VERBS[verb](cores[registry], request, line) };
  } catch (thrown) {
    if (!/^\{"code":/.test(thrown?.message)) throw thrown;
    return { id, error: errors.raised(thrown).json };
  }
}

async function main() {
  let parts = [];
  for await (let chunk of process.stdin) {
    for (let end; (end = chunk.indexOf(10)) >= 0; chunk = chunk.subarray(end + 1)) {
      const line = Buffer.concat([...parts, chunk.subarray(0, end)]).toString('utf8');
      parts = [];
      process.stdout.write(`${JSON.stringify(reply(line))}\n`);
      if (JSON.parse(line).verb === 'stop') return;
    }
    parts.push(chunk);
  }
}

await main();
