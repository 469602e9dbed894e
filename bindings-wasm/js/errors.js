// The one error of dashlift.

/** Tells why there is no document: `code` is stable and made for programs, `message` is made for people. */
export class DashliftError extends Error {
  /** The core's own text. */
  json;

  constructor(json, options) {
    const { message, ...facts } = JSON.parse(json);
    super(message, options);
    this.json = json;
    Object.assign(this, facts);
  }

  toJSON() {
    return JSON.parse(this.json);
  }
}

Object.defineProperty(DashliftError.prototype, 'name', { value: 'DashliftError', configurable: true, writable: true });

/** Makes the error for something that JavaScript cannot hand over to the core. */
export function refused(code, message, cause) {
  return new DashliftError(JSON.stringify({ code, message }), cause === undefined ? undefined : { cause });
}
