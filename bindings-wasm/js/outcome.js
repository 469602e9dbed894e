// What a migration gives.

/** A migrated document and what happened to it. */
export class Outcome {
  /** In the type in which it was given; from `migrateObject` it is parsed. */
  document;
  /** The report as the core wrote it. */
  reportJson;
  #report;

  constructor(document, { report, complement }) {
    this.document = document;
    this.reportJson = report;
    if (complement !== undefined) {
      this.complement = complement;
    }
  }

  /** What happened: versions, steps, warnings, losses. Parsed on first use. */
  get report() {
    return (this.#report ??= JSON.parse(this.reportJson));
  }
}
