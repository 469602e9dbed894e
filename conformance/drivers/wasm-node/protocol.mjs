// What the two drivers of the WASM face share (see conformance/README.md). It uses nothing of Node: a page runs it too.

export const VERBS = ['migrate', 'detect', 'plan', 'validate', 'format', 'families'];
export const REGISTRIES = ['standard', 'toys'];

/**
 * Returns the text of a request's member as it stands in the line, or nothing.
 *
 * Options must not be parsed and written again: JavaScript moves members whose names look like numbers.
 */
export function memberText(line, name) {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;
  let depth = 0;
  let start = -1;
  let previous = '';
  for (let found = token.exec(line); found; found = token.exec(line)) {
    const [text] = found;
    if (start >= 0 && depth === 1 && (text === ',' || text === '}')) {
      return line.slice(start, found.index);
    }
    if (depth === 1 && text === ':' && start < 0 && previous === JSON.stringify(name)) {
      start = token.lastIndex;
    }
    if (text === '{' || text === '[') depth += 1;
    if (text === '}' || text === ']') depth -= 1;
    previous = text;
  }
  return undefined;
}

/**
 * Answers a request whose document is already here as bytes, and its options as text.
 *
 * `toWire` writes bytes the way replies hold them.
 */
export function answer(face, { id, verb, registry = 'standard', from, to, style }, document, optionsJson, toWire) {
  const core = face.cores[registry];
  if (!core) {
    return { id, skipped: 'this build has no such registry' };
  }
  try {
    switch (verb) {
      case 'migrate':
        return { id, ok: migrated(core.migrateJson(document, optionsJson), document, toWire) };
      case 'detect':
        return { id, ok: { result: core.detectJson(document) } };
      case 'plan':
        return { id, ok: { result: core.planJson(from, to) } };
      case 'validate':
        return { id, ok: { result: core.validateJson(document, optionsJson) } };
      case 'format':
        return { id, ok: { document: toWire(core.formatBytes(document, style)) } };
      case 'families':
        return { id, ok: { result: core.familiesJson() } };
      default:
        return { id, skipped: `verb \`${verb}\` is unknown` };
    }
  } catch (error) {
    if (error instanceof face.DashliftError) {
      return { id, error: error.json };
    }
    throw error;
  }
}

function migrated({ document, report, complement, same }, given, toWire) {
  const ok = { document: toWire(same ? given : document), report };
  return complement === undefined ? ok : { ...ok, complement };
}

/** Collects what a driver needs of a build for tests; `core` and `errors` are modules of the package. */
export function faceOf({ Core }, { DashliftError }) {
  const cores = { standard: new Core(), toys: new Core(undefined, (glue, context) => glue._toyCore(context)) };
  return { cores, DashliftError };
}

/** Returns the registries that a build has: one for users has no toys. */
export function registriesOf(face) {
  return REGISTRIES.filter((name) => {
    try {
      return face.cores[name].familiesJson().length > 0;
    } catch {
      delete face.cores[name];
      return false;
    }
  });
}

/** Returns the reply to `start`. */
export function hello(id, driver, face) {
  const registries = registriesOf(face);
  const build = face.cores.standard.buildJson();
  return { id, ok: { driver, protocol: 1, build, verbs: VERBS, registries } };
}
