"""The one error of dashlift."""

from __future__ import annotations

from typing import Any, Optional, cast

from . import _json


class DashliftError(ValueError):
    """Tells why there is no document.

    `code` is stable and made for programs, `str(error)` is made for people. It survives pickle.

    Example:
        >>> import dashlift
        >>> try:
        ...     dashlift.migrate("[1,")
        ... except dashlift.DashliftError as error:
        ...     print(error.code, error.line, error.column)
        invalid-json 1 4
    """

    def __init__(self, text: str, json: str) -> None:
        """Takes the sentence for people and the core's JSON text."""
        super().__init__(text, json)

    def __str__(self) -> str:
        return str(self.args[0])

    @property
    def json(self) -> str:
        """The core's own text: `{"code": …, "message": …}`."""
        return str(self.args[1])

    @property
    def code(self) -> str:
        """Stable kebab-case code: `invalid-json`, `too-new`, `no-migration-path`."""
        return str(self._facts["code"])

    @property
    def message(self) -> str:
        """One sentence, without code and place."""
        return str(self._facts["message"])

    @property
    def step(self) -> str | None:
        """The id of the step that failed: `grafana/16`."""
        return cast(Optional[str], self._facts.get("step"))

    @property
    def at(self) -> str | None:
        """JSON Pointer: into the document as the step received it, without `step` into the input."""
        return cast(Optional[str], self._facts.get("at"))

    @property
    def offset(self) -> int | None:
        """UTF-8 bytes from the start of the input, from 0."""
        return cast(Optional[int], self._facts.get("offset"))

    @property
    def line(self) -> int | None:
        """Line of the input, from 1."""
        return cast(Optional[int], self._facts.get("line"))

    @property
    def column(self) -> int | None:
        """Column of the input in code points, from 1."""
        return cast(Optional[int], self._facts.get("column"))

    @property
    def details(self) -> dict[str, Any] | None:
        """More facts, by code."""
        return cast(Optional["dict[str, Any]"], self._facts.get("details"))

    @property
    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] | None = self.__dict__.get("_read")
        if facts is None:
            facts = self.__dict__["_read"] = _json.loads(self.json)
        return facts

    def __reduce__(self) -> tuple[Any, ...]:
        kept = {name: value for name, value in self.__dict__.items() if name != "_read"}
        return (type(self), self.args, kept)


def refused(code: str, message: str) -> DashliftError:
    """Makes the error for something that Python cannot hand over to the core."""
    return DashliftError(f"{code}: {message}", _json.dumps({"code": code, "message": message}))
