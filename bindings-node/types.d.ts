/** The contract's JSON as TypeScript types. */

export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };

export type Style = 'auto' | 'compact' | 'pretty' | 'canonical';
export type Kind =
  | 'additive'
  | 'rename'
  | 'type-change'
  | 'restructure'
  | 'normalize'
  | 'retire'
  | 'bridge'
  | 'noop';
export type Status = 'current' | 'upgradable' | 'too-new' | 'unsupported' | 'unknown';

/** The stable codes of errors. */
export type ErrorCode =
  | 'invalid-json'
  | 'invalid-utf8'
  | 'invalid-unicode'
  | 'too-deep'
  | 'too-large'
  | 'invalid-document'
  | 'unknown-family'
  | 'invalid-version'
  | 'version-mismatch'
  | 'unrepresentable-number'
  | 'conversion-failed'
  | 'invalid-field'
  | 'field-conflict'
  | 'invalid-duration'
  | 'invalid-schema-version'
  | 'invalid-grafana-dashboard'
  | 'panel-conversion-failed'
  | 'reference-crash'
  | 'internal'
  | 'no-migration-path'
  | 'downgrade-unsupported'
  | 'too-new'
  | 'unknown-option'
  | 'invalid-option'
  | 'invalid-target';

/** A data source, as Grafana's `/api/datasources` lists it; further members are ignored. */
export interface Datasource {
  uid?: string;
  name?: string;
  type?: string;
  apiVersion?: string;
  default?: boolean;
  isDefault?: boolean;
  [name: string]: unknown;
}

/** A library element, as Grafana's API gives it; further members are ignored. */
export interface LibraryElement {
  uid?: string;
  model?: object;
  [name: string]: unknown;
}

/** Facts from outside that steps need. */
export interface Context {
  datasources?: readonly Datasource[] | null;
  libraryElements?: readonly LibraryElement[] | { result: { elements: readonly LibraryElement[] } } | null;
  inputs?: Readonly<Record<string, unknown>> | null;
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
  /** `auto` keeps the document's own style. */
  style?: Style | null;
  /** The report lists the changes of each step. */
  explain?: boolean | null;
  /** Fail where the vendor's migrator fails although dashlift can recover. */
  strict?: boolean | null;
  /** Run the stages around the steps even where there is no step to do. */
  normalize?: boolean | null;
  /** What happens to the `__inputs`, `__requires`, `__elements` of a shared Grafana dashboard. */
  exportKeys?: 'keep' | 'drop' | null;
  /** The shape of Perses output. */
  format?: 'native' | 'kubernetes' | null;
  /** Perses panels without a data source refer to the default one. */
  useDefaultDatasource?: boolean | null;
  /** Allow the lossy way back over a Perses step. */
  forceInverse?: boolean | null;
  /** Where what an older version cannot hold goes: nowhere, into `complement`, or into the document. */
  carry?: 'none' | 'beside' | 'inside' | null;
  /** What an earlier downgrade gave. */
  complement?: string | null;
}

/** The options of `validate`. `null` counts as absent; the core knows the defaults. */
export interface ValidateOptions {
  /** The document's family; switches detection off. */
  family?: string | null;
  /** Facts from outside. */
  context?: Context | null;
  /** At most this many findings are listed; `total` counts them all. */
  limit?: number | null;
}

/** An operation of RFC 6902. */
export type Change =
  | { op: 'add' | 'replace' | 'test'; path: string; value: JsonValue }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; from: string; path: string };

/** What one stage or step did. */
export interface StepReport {
  id: string;
  summary: string;
  kind: Kind;
  changed: boolean;
  /** With `explain`. */
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
  /** The vendor's own count of what an API conversion kept. */
  counts?: { source: Count; target: Count; message: string | null };
}

/** What a document is and how it stands to the newest version of its form. */
export interface Detection {
  family?: string;
  form?: string;
  version?: string;
  latest?: string;
  status: Status;
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
  reference: Record<string, string>;
  face: string;
}

/** The error of the contract. */
export interface ErrorFacts {
  code: ErrorCode;
  step?: string;
  at?: string;
  offset?: number;
  line?: number;
  column?: number;
  details?: Record<string, JsonValue>;
  message: string;
}
