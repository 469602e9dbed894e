"""Many documents at once: a bounded window of them is in work while the caller takes the results in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from typing import Any

from ._dashlift import Batch, Core
from ._documents import snapshot
from ._errors import DashliftError, refused
from ._outcome import Outcome

# How many documents a thread may be ahead of the caller.
AHEAD = 8


def results(
    core: Core, documents: Iterable[Any], options_json: str, threads: int | None
) -> Generator[Outcome[Any] | DashliftError, None, None]:
    """Checks the arguments and returns the generator, which has not begun.

    Raises:
        TypeError: `documents` is one document, or not iterable.
        DashliftError: the options are wrong whatever the document; `invalid-option`, `threads` is not a whole
            number from 1.
    """
    if isinstance(documents, (str, bytes, bytearray, memoryview)):
        raise TypeError("`documents` is one document; put it into a list")
    if threads is None:
        threads = _cores()
    if isinstance(threads, bool) or not isinstance(threads, int) or threads < 1:
        raise refused("invalid-option", f"`threads` must be a whole number from 1, found {threads!r}")
    return _results(Batch(core, options_json, threads), iter(documents), AHEAD * threads)


def _results(
    batch: Batch, source: Iterator[Any], window: int
) -> Generator[Outcome[Any] | DashliftError, None, None]:
    # In the order of the documents: an error that is known already, or None for a document in work.
    ahead: deque[DashliftError | None] = deque()
    end: Exception | None = None
    try:
        while True:
            # Filled up when half empty, so that the threads are woken less often.
            if end is None and len(ahead) <= window // 2:
                end = _fill(ahead, batch, source, window)
            if not ahead:
                break
            yield ahead.popleft() or _pop(batch)
    finally:
        batch.close()
    if end is not None and not isinstance(end, StopIteration):
        raise end


def _fill(
    ahead: deque[DashliftError | None], batch: Batch, source: Iterator[Any], window: int
) -> Exception | None:
    """Returns what ended the source, if it ended: it has its place after the documents before it."""
    try:
        while len(ahead) < window:
            ahead.append(_push(batch, next(source)))
    except Exception as end:  # noqa: BLE001
        return end
    return None


def _push(batch: Batch, document: Any) -> DashliftError | None:
    """Takes the snapshot at once: the caller may use the same buffer for the next document."""
    try:
        batch.push(snapshot(document))
    except DashliftError as error:
        return error.with_traceback(None)
    except (TypeError, ValueError) as cause:
        no_document = refused("invalid-document", str(cause))
        no_document.__cause__ = cause.with_traceback(None)
        return no_document
    return None


def _pop(batch: Batch) -> Outcome[Any] | DashliftError:
    try:
        return Outcome(*batch.pop())
    except DashliftError as error:
        return error.with_traceback(None)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
