"""Documents as Python holds them."""

from __future__ import annotations

from typing import Any, Union

from . import _json
from ._errors import refused

BytesLike = Union[bytes, bytearray, memoryview]


def snapshot(document: object) -> bytes | str:
    """Returns what no other thread can change: the object itself, or a copy.

    Raises:
        TypeError: it is no document.
    """
    if isinstance(document, (bytes, str)):
        return document
    if isinstance(document, bytearray):
        return bytes(document)
    if isinstance(document, memoryview):
        return document.tobytes()
    found = type(document).__name__
    raise TypeError(f"a document is `bytes`, `bytearray`, `memoryview` or `str`, not `{found}`")


def to_text(document: Any) -> str:
    """Writes a parsed document as JSON text.

    Raises:
        DashliftError: `invalid-document`, it holds what JSON cannot (NaN, a set, itself); `too-deep`, it nests
            deeper than Python can follow.
    """
    try:
        return _json.dumps(document)
    except RecursionError as cause:
        raise refused("too-deep", "the document nests deeper than Python can follow") from cause
    except (TypeError, ValueError) as cause:
        raise refused("invalid-document", f"the document is not JSON: {cause}") from cause
