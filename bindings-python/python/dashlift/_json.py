"""JSON text of options and reports; documents are left to the core."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def dumps(value: object) -> str:
    """Writes JSON text, lone surrogates and all: the core is the one to refuse those.

    Raises what `json.dumps` raises, also for NaN and infinity.
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_as_dict)


def loads(text: str) -> Any:
    """Reads JSON text that the core wrote."""
    try:
        return json.loads(text)
    except ValueError:
        # Python refuses to read integers of thousands of digits.
        return json.loads(text, parse_int=_read_int)


def _read_int(digits: str) -> float:
    try:
        return int(digits)
    except ValueError:
        return float(digits)


def _as_dict(value: object) -> dict[Any, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} is not JSON")
