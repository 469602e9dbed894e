"""The functions of dashlift, as methods of an object that holds prepared facts."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING, Any, cast, overload

from . import _json
from ._batch import results
from ._dashlift import Core
from ._documents import BytesLike, snapshot, to_text
from ._errors import DashliftError
from ._options import encode, takes, to_json
from ._outcome import Outcome
from .types import (
    Build,
    Context,
    Detection,
    Family,
    MigrateOptions,
    Plan,
    Style,
    ValidateOptions,
    Validation,
)

if sys.version_info >= (3, 11):
    from typing import Unpack
elif TYPE_CHECKING:
    from typing_extensions import Unpack


class Migrator:
    """Holds a prepared context, for servers: the functions of `dashlift` are its methods.

    The context is read once and copied; it may be used by many threads. It survives pickle.

    Raises:
        DashliftError: `invalid-option` or `unknown-option`, for a context that the core cannot read.

    Example:
        >>> import dashlift
        >>> migrator = dashlift.Migrator({"datasources": [{"name": "Prom", "uid": "p1", "default": True}]})
        >>> migrator.migrate('{"schemaVersion": 42, "title": "Fleet", "panels": []}').report["changed"]
        False
    """

    __slots__ = ("_context", "_core")

    def __init__(self, context: Context | None = None) -> None:
        self._hold(None if context is None else encode("the context is", context))

    @overload
    def migrate(self, document: BytesLike, **options: Unpack[MigrateOptions]) -> Outcome[bytes]: ...
    @overload
    def migrate(self, document: str, **options: Unpack[MigrateOptions]) -> Outcome[str]: ...
    @takes(MigrateOptions)
    def migrate(self, document: BytesLike | str, **options: Unpack[MigrateOptions]) -> Outcome[Any]:
        """Moves a document to another version; without `to`, to the newest of its form.

        Args:
            document: JSON as UTF-8 bytes or text. It is never changed.
            to: `VERSION`, `FAMILY`, `FAMILY@VERSION`, `FAMILY@latest`, or a release such as `grafana 12.4`.
            from_: what the document is; overrules its own number.
            family: the document's family; switches detection off.
            context: facts from outside: data sources, library elements, inputs.
            style: `auto` keeps the document's own; `compact`, `pretty`, `canonical`.
            explain: the report lists the changes of each step.
            strict: fail where the vendor's migrator fails although dashlift can recover.
            normalize: run the stages around the steps even where there is no step to do.
            export_keys: `keep` or `drop` the `__inputs` of a shared Grafana dashboard.
            format: `native` or `kubernetes`, for Perses.
            use_default_datasource: Perses panels without a data source refer to the default one.
            force_inverse: allow the lossy way back over a Perses step.
            carry: what an older version cannot hold goes nowhere (`none`), into `complement` (`beside`), or
                into the document (`inside`).
            complement: what an earlier downgrade gave.

        Returns:
            Document and report. A document that is at its target comes back byte for byte.

        Raises:
            DashliftError: there is no result; `code` tells why.
            TypeError: `document` is no document, or a keyword is unknown.

        Example:
            >>> import dashlift
            >>> outcome = dashlift.migrate('{"schemaVersion": 41, "title": "Fleet", "panels": []}')
            >>> outcome.report["from"], outcome.report["to"]
            ('grafana@41', 'grafana@42')
        """
        return self._migrate(snapshot(document), to_json("migrate", MigrateOptions, options))

    @overload
    def migrate_many(
        self, documents: Iterable[BytesLike], *, threads: int | None = None, **options: Unpack[MigrateOptions]
    ) -> Generator[Outcome[bytes] | DashliftError, None, None]: ...
    @overload
    def migrate_many(
        self, documents: Iterable[str], *, threads: int | None = None, **options: Unpack[MigrateOptions]
    ) -> Generator[Outcome[str] | DashliftError, None, None]: ...
    @takes(MigrateOptions)
    def migrate_many(
        self, documents: Iterable[Any], *, threads: int | None = None, **options: Unpack[MigrateOptions]
    ) -> Generator[Outcome[Any] | DashliftError, None, None]:
        """Migrates documents on all cores and yields the results in the order of the documents.

        No document is taken and no thread starts before the first result is asked for. At most eight documents
        a thread are taken from `documents` ahead of the caller, so that a generator of any length fits in memory.
        The threads end with the iterator: when it is exhausted, closed, or garbage.

        Args:
            documents: documents as for `migrate`.
            threads: how many documents are in work at once; without it, as many as there are cores.
            **options: as for `migrate`; they hold for all documents.

        Yields:
            An `Outcome`, or a `DashliftError` in the place of a document that cannot be migrated. What
            is no document at all is `invalid-document`.

        Raises:
            DashliftError: at once, for options that are wrong whatever the document.
            TypeError: at once, if `documents` is not iterable or a single document.

        Example:
            >>> import dashlift
            >>> for result in dashlift.migrate_many(['{"schemaVersion": 41, "panels": [], "title": ""}', "?"]):
            ...     print(result.code if isinstance(result, dashlift.DashliftError) else result.report["to"])
            grafana@42
            invalid-json
        """
        context = options.pop("context", None)
        migrator = self if context is None else Migrator(context)
        options_json = to_json("migrate_many", MigrateOptions, options)
        return results(migrator._core, documents, options_json, threads)

    @takes(MigrateOptions)
    def migrate_dict(self, document: object, **options: Unpack[MigrateOptions]) -> Outcome[Any]:
        """Migrates a parsed document.

        A convenience: the document is written as JSON, migrated, and the core's bytes are parsed. The result
        equals these bytes, it is not these bytes: Python knows no number text (`1.10`, `1e400`), keeps one
        of several equal keys, and has no layout. Use `migrate` to keep them.

        Args:
            document: what `json.loads` gives. It is never changed.
            **options: as for `migrate`.

        Returns:
            An `Outcome` whose `document` is parsed.

        Raises:
            DashliftError: as `migrate`; `invalid-document` if it holds what JSON cannot, such as NaN.
            TypeError: a keyword is unknown.

        Example:
            >>> import dashlift
            >>> outcome = dashlift.migrate_dict({"schemaVersion": 41, "title": "Fleet", "panels": []})
            >>> outcome.document["schemaVersion"]
            42
        """
        options_json = to_json("migrate_dict", MigrateOptions, options)
        outcome = self._migrate(to_text(document), options_json)
        return Outcome(_json.loads(outcome.document), outcome.report_json, outcome.complement)

    def detect(self, document: BytesLike | str) -> Detection:
        """Says what a document is and whether it can be lifted; much cheaper than `migrate`.

        Raises:
            DashliftError: the text is not JSON. A document that no family recognizes has the status `unknown`.

        Example:
            >>> import dashlift
            >>> dashlift.detect('{"schemaVersion": 40, "title": "Fleet", "panels": []}')["status"]
            'upgradable'
        """
        return cast(Detection, _json.loads(self._core.detect_json(snapshot(document))))

    def plan(self, from_: str, to: str) -> Plan:
        """Says which steps lead from one version to another, without a document.

        Raises:
            DashliftError: the one that `migrate` would raise, such as `no-migration-path`.

        Example:
            >>> import dashlift
            >>> [step["id"] for step in dashlift.plan("grafana@40", "grafana@42")["steps"]]
            ['grafana/41', 'grafana/42']
        """
        return cast(Plan, _json.loads(self._core.plan_json(from_, to)))

    @takes(ValidateOptions)
    def validate(self, document: BytesLike | str, **options: Unpack[ValidateOptions]) -> Validation:
        """Finds places where a document breaks the rules of its family.

        Args:
            document: JSON as UTF-8 bytes or text.
            family: the document's family; switches detection off.
            context: facts from outside.
            limit: at most this many findings are listed; `total` counts them all.

        Raises:
            DashliftError: the text is not JSON, or no family recognizes it.
            TypeError: `document` is no document, or a keyword is unknown.

        Example:
            >>> import dashlift
            >>> dashlift.validate('{"schemaVersion": 42, "title": "Fleet", "panels": []}')["family"]
            'grafana'
        """
        options_json = to_json("validate", ValidateOptions, options)
        return cast(Validation, _json.loads(self._core.validate_json(snapshot(document), options_json)))

    @overload
    def format(self, document: BytesLike, style: Style) -> bytes: ...
    @overload
    def format(self, document: str, style: Style) -> str: ...
    def format(self, document: BytesLike | str, style: Style) -> bytes | str:
        """Writes a document in another style; `canonical` (RFC 8785) is the one to hash.

        Raises:
            DashliftError: the text is not JSON, or `invalid-option` for an unknown style.

        Example:
            >>> import dashlift
            >>> dashlift.format('{"b": 1.50, "a": []}', "canonical")
            '{"a":[],"b":1.5}'
        """
        return self._core.format_bytes(snapshot(document), style)

    def families(self) -> list[Family]:
        """Lists the families: their forms, versions, releases and steps.

        Example:
            >>> import dashlift
            >>> "grafana" in {family["id"] for family in dashlift.families()}
            True
        """
        return cast("list[Family]", _json.loads(self._core.families_json()))

    def build(self) -> Build:
        """Says what this build is: version, rule-set hash, reference releases.

        Example:
            >>> import dashlift
            >>> dashlift.build()["face"]
            'python'
        """
        return cast(Build, _json.loads(self._core.build_json()))

    def _migrate(self, document: Any, options_json: str) -> Outcome[Any]:
        return Outcome(*self._core.migrate_json(document, options_json))

    def _hold(self, context_json: str | None) -> None:
        self._context = context_json
        self._core = Core(context_json)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restored, (self._context,))


def _restored(context_json: str | None) -> Migrator:
    migrator = Migrator.__new__(Migrator)
    migrator._hold(context_json)
    return migrator
