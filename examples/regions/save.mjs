// What the page does before it saves. `dashlift` is the package: `@dashlift/wasm` in a page, in a test another build.

/** Brings a layout in order and returns it, with what is wrong all the same. */
export function audit(dashlift, text) {
  const layout = dashlift.migrate(text, { family: 'regions' }).document;
  const { findings, total } = dashlift.validate(layout, { family: 'regions' });
  const good = findings.length === total && findings.every(({ severity }) => severity !== 'error');
  return { layout, findings, good };
}

/** Saves a layout, unless the audit has an error to tell: then nothing is sent. */
export async function save(dashlift, text, url) {
  const { layout, findings, good } = audit(dashlift, text);
  if (!good) return { saved: false, layout, findings };
  const answer = await fetch(url, { method: 'PUT', body: layout });
  if (answer.ok) return { saved: true, layout, findings };
  if (answer.status === 422) return { saved: false, layout, ...(await answer.json()) };
  throw new Error(`the backend answered ${answer.status}: ${await answer.text()}`);
}
