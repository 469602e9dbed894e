'use strict';

/** A migrated document and what happened to it. */
class Outcome {
  #report;

  constructor(document, answer) {
    /** The document, in the kind that was given. */
    this.document = document;
    /** The report as the core wrote it. */
    this.reportJson = answer.report;
    // Absent, not undefined, where there is none.
    if (answer.complement != null) this.complement = answer.complement;
  }

  /** What happened: versions, steps, warnings, losses. Parsed on first access. */
  get report() {
    return (this.#report ??= JSON.parse(this.reportJson));
  }
}

module.exports = { Outcome };
