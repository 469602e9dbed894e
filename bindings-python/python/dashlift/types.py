"""The contract's JSON as Python types, for annotations: `from dashlift.types import Report`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypedDict, Union

JsonValue = Union[None, bool, int, float, str, list[Any], dict[str, Any]]
Context = Mapping[str, Any]
Style = Literal["auto", "compact", "pretty", "canonical"]
Kind = Literal["additive", "rename", "type-change", "restructure", "normalize", "retire", "bridge", "noop"]
Status = Literal["current", "upgradable", "too-new", "unsupported", "unknown"]

_From = TypedDict("_From", {"from": str})
_OptionalFrom = TypedDict("_OptionalFrom", {"from": str}, total=False)


class MigrateOptions(TypedDict, total=False):
    """The options of `migrate`. `None` counts as absent; the core knows the defaults."""

    to: str | None
    from_: str | None
    family: str | None
    context: Context | None
    style: Style | None
    explain: bool | None
    strict: bool | None
    normalize: bool | None
    export_keys: Literal["keep", "drop"] | None
    format: Literal["native", "kubernetes"] | None
    use_default_datasource: bool | None
    force_inverse: bool | None
    carry: Literal["none", "beside", "inside"] | None
    complement: str | None


class ValidateOptions(TypedDict, total=False):
    """The options of `validate`. `None` counts as absent; the core knows the defaults."""

    family: str | None
    context: Context | None
    limit: int | None


class Change(_OptionalFrom, total=False):
    """An operation of RFC 6902; `value` and `from` depend on `op`."""

    op: Literal["add", "remove", "replace", "move", "copy", "test"]
    path: str
    value: JsonValue


class _StepReport(TypedDict):
    id: str
    summary: str
    kind: Kind
    changed: bool


class StepReport(_StepReport, total=False):
    """What one stage or step did; `changes` with `explain=True`."""

    changes: list[Change]


class _Warning(TypedDict):
    code: str
    message: str


class Warning(_Warning, total=False):
    """Something a person should look at."""

    step: str
    at: str
    related: list[str]


class _Loss(TypedDict):
    code: Literal["dropped-by-format", "not-representable", "defaulted", "merged", "run-time-copy"]
    kind: Literal["panel", "query", "annotation", "link", "variable", "member"]
    step: str
    at: str
    message: str


class Loss(_Loss, total=False):
    """Something that a step dropped."""

    value: JsonValue


class Count(TypedDict):
    """Things of a dashboard, counted by the vendor's rules."""

    panels: int
    queries: int
    annotations: int
    links: int
    variables: int


class Counts(TypedDict):
    """The vendor's own count of what an API conversion kept."""

    source: Count
    target: Count
    message: str | None


class _Report(_From):
    family: str
    to: str
    changed: bool
    steps: list[StepReport]
    warnings: list[Warning]
    losses: list[Loss]


class Report(_Report, total=False):
    """What happened to a document."""

    counts: Counts


class _Detection(TypedDict):
    status: Status


class Detection(_Detection, total=False):
    """What a document is and how it stands to the newest version of its form."""

    family: str
    form: str
    version: str
    latest: str
    at: str


class PlannedStep(_From):
    """A step of a plan or a table."""

    id: str
    to: str
    summary: str
    kind: Kind
    breaking: bool
    manualReview: bool
    lossy: bool


class Plan(_From):
    """The way from one version to another."""

    to: str
    steps: list[PlannedStep]
    warnings: list[Warning]


class _Finding(TypedDict):
    rule: str
    severity: Literal["error", "warning", "info"]
    at: str
    message: str


class Finding(_Finding, total=False):
    """A place where a document breaks a rule of its family."""

    related: list[str]


class Validation(TypedDict):
    """What `validate` found; `total` counts also what `limit` left out."""

    family: str
    version: str
    total: int
    findings: list[Finding]


class Form(TypedDict):
    """A shape within a family, with versions of its own."""

    form: str
    versions: list[str]
    latest: str


class Release(TypedDict):
    """A product release and the version that it uses."""

    release: str
    version: str


class Family(TypedDict):
    """One lineage of documents."""

    id: str
    forms: list[Form]
    releases: list[Release]
    steps: list[PlannedStep]
    bridges: list[PlannedStep]


class Build(TypedDict):
    """What this build is."""

    version: str
    rules: str
    reference: dict[str, str]
    face: str
