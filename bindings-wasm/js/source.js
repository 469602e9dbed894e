// Where the module comes from.

/** Returns the module, or its bytes, from whatever a program has in hand. */
export async function read(source) {
  const given = await source;
  if (given instanceof WebAssembly.Module || ArrayBuffer.isView(given) || isBuffer(given)) {
    return given instanceof WebAssembly.Module ? given : WebAssembly.compile(given);
  }
  const response = isResponse(given) ? given : await fetch(given);
  if (!response.ok) {
    throw new Error(`cannot load dashlift: ${response.url || 'the server'} answered ${response.status}`);
  }
  // Compiling while it arrives needs the right content type; some servers do not know it.
  const type = response.headers.get('Content-Type') ?? '';
  if (WebAssembly.compileStreaming && type.split(';')[0].trim().toLowerCase() === 'application/wasm') {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}

function isResponse(value) {
  return typeof Response === 'function' && value instanceof Response;
}

function isBuffer(value) {
  return /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value));
}
