import type {
  Build,
  Context,
  Detection,
  ErrorCode,
  ErrorFacts,
  Family,
  JsonValue,
  MigrateOptions,
  Plan,
  Report,
  Style,
  ValidateOptions,
  Validation,
} from './types';

export type * from './types';

/** Tells why there is no document. */
export declare class DashliftError extends Error {
  /** Takes the core's JSON text. */
  constructor(json: string, options?: { cause?: unknown });
  readonly name: 'DashliftError';
  /** The core's own text: `{"code": …, "message": …}`. */
  readonly json: string;
  /** Stable kebab-case code: `invalid-json`, `too-new`, `no-migration-path`. */
  readonly code: ErrorCode;
  /** The id of the step that failed: `grafana/16`. */
  readonly step: string | undefined;
  /** JSON Pointer: into the document as the step received it, without `step` into the input. */
  readonly at: string | undefined;
  /** UTF-8 bytes from the start of the input, from 0. */
  readonly offset: number | undefined;
  /** Line of the input, from 1. */
  readonly line: number | undefined;
  /** Column of the input in code points, from 1. */
  readonly column: number | undefined;
  /** More facts, by code. */
  readonly details: Record<string, JsonValue> | undefined;
  /** The contract's error, with the same members in the same order. */
  toJSON(): ErrorFacts;
}

/** A migrated document and what happened to it. */
export declare class Outcome<D = string | Uint8Array> {
  private constructor();
  /** The document, in the kind that was given. Where nothing is new, it is the very object that was given. */
  readonly document: D;
  /** What happened. Parsed on first access; numbers are JavaScript's, `reportJson` has their text. */
  readonly report: Report;
  /** The report as the core wrote it. */
  readonly reportJson: string;
  /** With `carry: 'beside'`: what an older version cannot hold. */
  readonly complement?: string;
}

/** What an `AbortSignal` has. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason: any;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface AsyncControl {
  /** Ends the work; the promise is rejected with the signal's reason. */
  signal?: Signal | undefined;
}

export interface ManyControl extends AsyncControl {
  /**
   * At most so many documents are taken from the source ahead of the caller. Without it: four for each thread of
   * libuv's pool (`UV_THREADPOOL_SIZE`), which does the work.
   */
  concurrency?: number | undefined;
}

/** Documents, or promises of them; from a source that may make one wait. */
export type Documents<D> = Iterable<D | PromiseLike<D>> | AsyncIterable<D>;

/** Holds a prepared context, for servers: the functions of the package are its methods. */
export declare class Migrator {
  /**
   * Reads the context once.
   * @throws {DashliftError} `invalid-option` or `unknown-option`, for a context that the core cannot read
   */
  constructor(context?: Context | null);

  /**
   * Moves a document to another version; without `to`, to the newest of its form. The document is never changed; one
   * that is at its target comes back as it is.
   * @throws {DashliftError} there is no result; `code` tells why
   * @throws {TypeError} `document` is no document
   */
  migrate(document: string, options?: MigrateOptions | null): Outcome<string>;
  migrate<B extends Uint8Array>(document: B, options?: MigrateOptions | null): Outcome<B>;

  /** Does the same on another thread, with a copy of the document. */
  migrateAsync(
    document: string,
    options?: MigrateOptions | null,
    control?: AsyncControl,
  ): Promise<Outcome<string>>;
  migrateAsync<B extends Uint8Array>(
    document: B,
    options?: MigrateOptions | null,
    control?: AsyncControl,
  ): Promise<Outcome<B>>;

  /**
   * Migrates documents on other threads and yields the results in the order of the documents, a `DashliftError` in the
   * place of a document that has none. What the source throws is thrown in its place.
   * @throws {DashliftError} the options are wrong whatever the document
   * @throws {TypeError} `documents` is one document, or not iterable
   */
  migrateMany(
    documents: Documents<string>,
    options?: MigrateOptions | null,
    control?: ManyControl,
  ): AsyncGenerator<Outcome<string> | DashliftError, void, undefined>;
  migrateMany<D extends string | Uint8Array>(
    documents: Documents<D>,
    options?: MigrateOptions | null,
    control?: ManyControl,
  ): AsyncGenerator<Outcome<D> | DashliftError, void, undefined>;

  /**
   * Migrates a parsed document, through JSON text. The result equals the core's document, it is not its bytes:
   * JavaScript rounds numbers and moves members whose names are whole numbers.
   * @throws {DashliftError} also `invalid-document`, if the object holds what JSON cannot
   */
  migrateObject<T = any>(document: object, options?: MigrateOptions | null): Outcome<T>;

  /** Says what a document is and whether it can be lifted; much cheaper than `migrate`. */
  detect(document: string | Uint8Array): Detection;

  /** Says which steps lead from one version to another; throws what `migrate` would throw. */
  plan(from: string, to: string): Plan;

  /** Finds places where a document breaks the rules of its family. */
  validate(document: string | Uint8Array, options?: ValidateOptions | null): Validation;

  /** Writes a document in another style; `canonical` (RFC 8785) is the one to hash. */
  format(document: string, style: Style): string;
  format<B extends Uint8Array>(document: B, style: Style): B;

  /** Lists the families: their forms, versions, releases and steps. */
  families(): Family[];

  /** Says what this build is: version, rule-set hash, reference releases. */
  build(): Build;
}

/** The methods of a `Migrator` without context. */
export declare const migrate: Migrator['migrate'];
export declare const migrateAsync: Migrator['migrateAsync'];
export declare const migrateMany: Migrator['migrateMany'];
export declare const migrateObject: Migrator['migrateObject'];
export declare const detect: Migrator['detect'];
export declare const plan: Migrator['plan'];
export declare const validate: Migrator['validate'];
export declare const format: Migrator['format'];
export declare const families: Migrator['families'];
export declare const build: Migrator['build'];
