// Written by `npm run build` from the Rust code: the low level that `lib/` is made of.

/** What a migration gives. */
export interface Answer {
  /** The document's bytes; absent where they are those that were given and the caller still has them. */
  document?: Buffer
  /** The report's text. */
  report: string
  /** What an older version cannot hold. */
  complement?: string
  /** Whether the document is the one that was given. */
  same: boolean
}

/** Prepared options, for documents off the event loop. */
export declare class Batch {
  /** Reads options. */
  constructor(core: Core, optionsJson: string)
  /** Puts a copy of the document into work. */
  migrate(document: Uint8Array): Promise<Answer>
  /** Lets nothing begin that has not begun; those documents are rejected. */
  cancel(): void
}

/** Prepared facts, and the functions of dashlift on them. */
export declare class Core {
  /** Reads a context. */
  constructor(contextJson?: string | undefined | null)
  /** Returns the migrated document, the report's text and the complement. */
  migrateJson(document: Uint8Array, optionsJson: string): Answer
  /** Returns the text that says what the document is. */
  detectJson(document: Uint8Array): string
  /** Returns the text of the way from one version to another. */
  planJson(from: string, to: string): string
  /** Returns the text of the findings of the family's rules. */
  validateJson(document: Uint8Array, optionsJson: string): string
  /** Returns the document in another style. */
  formatBytes(document: Uint8Array, style: string): Buffer
  /** Returns the text of the tables. */
  familiesJson(): string
  /** Returns the text that says what this build is. */
  buildJson(): string
}
