/** Moves dashboard documents between schema versions, losslessly and with the same bytes everywhere. */

export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };
export type Style = 'auto' | 'compact' | 'pretty' | 'canonical';
export type Kind = 'additive' | 'rename' | 'type-change' | 'restructure' | 'normalize' | 'retire' | 'bridge' | 'noop';

/** Facts from outside. Entries may have further members, so that vendors' answers can be given as they are. */
export interface Context {
  datasources?: readonly object[] | null;
  libraryElements?: readonly object[] | object | null;
  inputs?: { readonly [name: string]: unknown } | null;
}

/** The options of `migrate`. `null` counts as absent; the core knows the defaults. */
export interface MigrateOptions {
  /** `VERSION`, `FAMILY`, `FAMILY@VERSION`, `FAMILY@latest`, or a release such as `grafana 12.4`. */
  to?: string | null;
  /** What the document is; overrules its own number. */
  from?: string | null;
  /** The document's family; switches detection off. */
  family?: string | null;
  /** Facts from outside; overrules the one that a `Migrator` holds. */
  context?: Context | null;
  /** `auto` keeps the document's own. */
  style?: Style | null;
  /** The report lists the changes of each step. */
  explain?: boolean | null;
  /** Fail where the vendor's migrator fails although dashlift can recover. */
  strict?: boolean | null;
  /** Run the stages around the steps even where there is no step to do. */
  normalize?: boolean | null;
  /** Whether the `__inputs` of a shared Grafana dashboard stay. */
  exportKeys?: 'keep' | 'drop' | null;
  /** The shape of Perses output. */
  format?: 'native' | 'kubernetes' | null;
  /** Perses panels without a data source refer to the default one. */
  useDefaultDatasource?: boolean | null;
  /** Allow the lossy way back over a Perses step. */
  forceInverse?: boolean | null;
  /** Where what an older version cannot hold goes: nowhere, into `complement`, into the document. */
  carry?: 'none' | 'beside' | 'inside' | null;
  /** What an earlier downgrade gave. */
  complement?: string | null;
}

/** The options of `validate`. */
export interface ValidateOptions {
  family?: string | null;
  context?: Context | null;
  /** At most this many findings are listed; `total` counts them all. */
  limit?: number | null;
}

/** An operation of RFC 6902; `value` and `from` depend on `op`. */
export interface Change {
  op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  path: string;
  from?: string;
  value?: JsonValue;
}

/** What one stage or step did; `changes` with `explain`. */
export interface StepReport {
  id: string;
  summary: string;
  kind: Kind;
  changed: boolean;
  changes?: Change[];
}

/** Something a person should look at. */
export interface Warning {
  code: string;
  step?: string;
  at?: string;
  related?: string[];
  message: string;
}

/** Something that a step dropped. */
export interface Loss {
  code: 'dropped-by-format' | 'not-representable' | 'defaulted' | 'merged' | 'run-time-copy';
  kind: 'panel' | 'query' | 'annotation' | 'link' | 'variable' | 'member';
  step: string;
  at: string;
  value?: JsonValue;
  message: string;
}

/** Things of a dashboard, counted by the vendor's rules. */
export interface Count {
  panels: number;
  queries: number;
  annotations: number;
  links: number;
  variables: number;
}

/** What happened to a document. */
export interface Report {
  family: string;
  from: string;
  to: string;
  changed: boolean;
  steps: StepReport[];
  warnings: Warning[];
  losses: Loss[];
  /** Of API conversions: the vendor's own count. */
  counts?: { source: Count; target: Count; message: string | null };
}

/** What a document is and how it stands to the newest version of its form. */
export interface Detection {
  family?: string;
  form?: string;
  version?: string;
  latest?: string;
  status: 'current' | 'upgradable' | 'too-new' | 'unsupported' | 'unknown';
  at?: string;
}

/** A step of a plan or a table. */
export interface PlannedStep {
  id: string;
  from: string;
  to: string;
  summary: string;
  kind: Kind;
  breaking: boolean;
  manualReview: boolean;
  lossy: boolean;
}

/** The way from one version to another. */
export interface Plan {
  from: string;
  to: string;
  steps: PlannedStep[];
  warnings: Warning[];
}

/** A place where a document breaks a rule of its family. */
export interface Finding {
  rule: string;
  severity: 'error' | 'warning' | 'info';
  at: string;
  related?: string[];
  message: string;
}

/** What `validate` found; `total` counts also what `limit` left out. */
export interface Validation {
  family: string;
  version: string;
  total: number;
  findings: Finding[];
}

/** One lineage of documents. */
export interface Family {
  id: string;
  forms: { form: string; versions: string[]; latest: string }[];
  releases: { release: string; version: string }[];
  steps: PlannedStep[];
  bridges: PlannedStep[];
}

/** What this build is. */
export interface Build {
  version: string;
  rules: string;
  reference: { [vendor: string]: string };
  face: string;
}

/** A migrated document and what happened to it. */
export class Outcome<D> {
  private constructor();
  /** In the type in which it was given; the very same object if nothing was to be written. */
  readonly document: D;
  /** What happened. Parsed on first use; numbers inside are JavaScript's, `reportJson` has their text. */
  readonly report: Report;
  /** The report as the core wrote it. */
  readonly reportJson: string;
  /** With `carry: 'beside'`, what an older version cannot hold. */
  readonly complement?: string;
}

/** Tells why there is no document. `message` is one sentence for people. */
export class DashliftError extends Error {
  private constructor();
  /** Stable kebab-case code: `invalid-json`, `too-new`, `no-migration-path`. */
  readonly code: string;
  /** The id of the step that failed: `grafana/16`. */
  readonly step?: string;
  /** JSON Pointer: into the document as the step received it, without `step` into the input. */
  readonly at?: string;
  /** UTF-8 bytes from the start of the input, from 0. */
  readonly offset?: number;
  /** Line of the input, from 1. */
  readonly line?: number;
  /** Column of the input in code points, from 1. */
  readonly column?: number;
  /** More facts, by code. */
  readonly details?: { [name: string]: JsonValue };
  /** The core's own text: `{"code": …, "message": …}`. */
  readonly json: string;
  toJSON(): { code: string; message: string; [name: string]: JsonValue };
}

/** The functions of dashlift on an object that holds a prepared context, which is read once. */
export class Migrator {
  /** @throws {DashliftError} for a context that the core cannot read. */
  constructor(context?: Context);
  /** Moves a document to another version; without `to`, to the newest of its form. It is never changed. */
  migrate(document: string, options?: MigrateOptions): Outcome<string>;
  migrate(document: Uint8Array, options?: MigrateOptions): Outcome<Uint8Array>;
  /** Migrates documents; an error stands in the place of a document that cannot be migrated. */
  migrateMany(documents: Iterable<string>, options?: MigrateOptions): (Outcome<string> | DashliftError)[];
  migrateMany(documents: Iterable<Uint8Array>, options?: MigrateOptions): (Outcome<Uint8Array> | DashliftError)[];
  /**
   * Migrates a parsed document. The result equals the bytes that `migrate` would give, it is not these bytes: JavaScript
   * knows no number text (`1.10`, 20 digits) and moves names that look like numbers.
   */
  migrateObject<T = any>(object: object, options?: MigrateOptions): Outcome<T>;
  /** Says what a document is and whether it can be lifted; much cheaper than `migrate`. */
  detect(document: string | Uint8Array): Detection;
  /** Says which steps lead from one version to another, without a document. */
  plan(from: string, to: string): Plan;
  /** Finds places where a document breaks the rules of its family. */
  validate(document: string | Uint8Array, options?: ValidateOptions): Validation;
  /** Writes a document in another style; `canonical` (RFC 8785) is the one to hash. */
  format(document: string, style: Style): string;
  format(document: Uint8Array, style: Style): Uint8Array;
  /** Lists the families: their forms, versions, releases and steps. */
  families(): Family[];
  /** Says what this build is: version, rule-set hash, reference releases. */
  build(): Build;
}

/** What `init` loads the module from; anything that `fetch` takes will do. */
export type Source = WebAssembly.Module | ArrayBuffer | Uint8Array | Response | Request | URL | string;

/** Loads the module, once: from beside the package's files, or from what is given. Node needs no call. */
export function init(source?: Source | Promise<Source>): Promise<void>;
export default init;
/** Loads the module from its bytes or as it is, at once. */
export function initSync(module: WebAssembly.Module | ArrayBuffer | Uint8Array): void;

export const migrate: Migrator['migrate'];
export const migrateMany: Migrator['migrateMany'];
export const migrateObject: Migrator['migrateObject'];
export const detect: Migrator['detect'];
export const plan: Migrator['plan'];
export const validate: Migrator['validate'];
export const format: Migrator['format'];
export const families: Migrator['families'];
export const build: Migrator['build'];
