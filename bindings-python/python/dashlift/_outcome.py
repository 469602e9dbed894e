"""What a migration gives."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, cast

from . import _json
from .types import Report

D_co = TypeVar("D_co", covariant=True)


class Outcome(Generic[D_co]):
    """A migrated document and what happened to it. It survives pickle.

    Attributes:
        document: `bytes` for bytes-like input, `str` for `str`, parsed JSON from `migrate_dict`.
        report_json: the report as the core wrote it.
        complement: with `carry="beside"`, what an older version cannot hold.
    """

    __slots__ = ("_report", "complement", "document", "report_json")

    document: D_co
    report_json: str
    complement: str | None

    def __init__(self, document: D_co, report_json: str, complement: str | None = None) -> None:
        self.document = document
        self.report_json = report_json
        self.complement = complement

    @property
    def report(self) -> Report:
        """What happened: versions, steps, warnings, losses. Parsed on first access.

        Numbers inside are Python's: `report_json` has their text.
        """
        try:
            return self._report
        except AttributeError:
            self._report: Report = cast(Report, _json.loads(self.report_json))
            return self._report

    def __repr__(self) -> str:
        report = self.report
        changed = "changed" if report["changed"] else "unchanged"
        return f"<dashlift.Outcome {report['from']} -> {report['to']}, {changed}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Outcome):
            return NotImplemented
        return self._parts() == other._parts()

    __hash__ = None  # type: ignore[assignment]  # the document may be a dict

    def _parts(self) -> tuple[Any, str, str | None]:
        return (self.document, self.report_json, self.complement)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Outcome, self._parts())
