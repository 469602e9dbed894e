// The part of the driver that runs in the page: `answerAll` takes requests and returns replies, both as JSON text.

import { init } from '/pkg/index.js';
import * as core from '/pkg/core.js';
import * as errors from '/pkg/errors.js';
import { answer, faceOf, hello } from '/shared/protocol.mjs';

const face = faceOf(core, errors);

function fromBase64(text) {
  return Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function toBase64(bytes) {
  if (bytes.toBase64) {
    return bytes.toBase64();
  }
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(text);
}

function reply({ request, base64, options }) {
  if (request.verb === 'start') {
    return hello(request.id, 'wasm-browser', face);
  }
  const document = base64 === undefined ? undefined : fromBase64(base64);
  return answer(face, request, document, options, (bytes) => ({ base64: toBase64(bytes) }));
}

await init();
globalThis.answerAll = (text) => JSON.stringify(JSON.parse(text).map(reply));
