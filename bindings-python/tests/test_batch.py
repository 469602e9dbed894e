"""`migrate_many`: order, laziness, the window, threads."""

from __future__ import annotations

import contextlib
import gc
import json
import threading
import time
from pathlib import Path

import pytest

import dashlift
from dashlift import DashliftError, _dashlift
from documents import BROKEN, OLD, titled


def pool() -> list[str]:
    """Returns the names of dashlift's threads, where the system tells."""
    names = []
    for comm in Path("/proc/self/task").glob("*/comm"):
        # A thread may have ended in between.
        with contextlib.suppress(OSError):
            names.append(comm.read_text().strip())
    return [name for name in names if name == "dashlift"]


def wait_for_no_pool() -> None:
    deadline = time.monotonic() + 30
    # A thread that has just started gets its name a moment later: one look may miss it.
    looks = 0
    while looks < 5 and time.monotonic() < deadline:
        looks = 0 if pool() else looks + 1
        time.sleep(0.01)
    assert looks == 5


@pytest.fixture(autouse=True)
def _no_pool_before():
    wait_for_no_pool()


@pytest.mark.parametrize("threads", [None, 1, 2, 5])
def test_results_come_in_the_order_of_the_documents(threads):
    documents = [titled(str(i), panels=200 if i % 7 == 0 else 0) for i in range(100)]
    results = list(dashlift.migrate_many(documents, threads=threads))
    assert [json.loads(result.document)["title"] for result in results] == [str(i) for i in range(100)]
    assert results == [dashlift.migrate(document) for document in documents]


@pytest.mark.parametrize("threads", [1, 2])
def test_a_bad_document_has_an_error_in_its_place(threads):
    released = memoryview(b"{}")
    released.release()
    documents = [OLD, BROKEN, None, 42, OLD.encode(), "\ud800", released, bytearray(OLD.encode())]
    results = list(dashlift.migrate_many(documents, threads=threads))
    codes = [result.code if isinstance(result, DashliftError) else result.report["to"] for result in results]
    assert codes == [
        "grafana@42",
        "invalid-json",
        "invalid-document",
        "invalid-document",
        "grafana@42",
        "invalid-unicode",
        "invalid-document",
        "grafana@42",
    ]
    assert results[1].__traceback__ is None
    assert isinstance(results[2].__cause__, TypeError)


@pytest.mark.parametrize(("threads", "window"), [(1, 8), (2, 16), (3, 24)])
def test_documents_are_taken_lazily_within_a_window(threads, window):
    taken = 0

    def source():
        nonlocal taken
        while True:
            taken += 1
            yield titled(str(taken))

    results = dashlift.migrate_many(source(), threads=threads)
    assert (taken, pool()) == (0, [])
    for given in range(1, 51):
        assert json.loads(next(results).document)["title"] == str(given)
        assert given <= taken < given + window
    results.close()
    wait_for_no_pool()


@pytest.mark.parametrize("end", ["exhausted", "closed", "garbage"])
def test_the_threads_end_with_the_iterator(end):
    results = dashlift.migrate_many([OLD] * 50, threads=2)
    next(results)
    assert pool() or not Path("/proc/self/task").exists()
    if end == "exhausted":
        assert len(list(results)) == 49
    elif end == "closed":
        results.close()
        assert list(results) == []
    else:
        del results
        gc.collect()
    wait_for_no_pool()


@pytest.mark.parametrize("threads", [1, 2])
def test_what_the_source_raises_comes_in_its_place(threads):
    def source():
        yield OLD
        yield OLD
        raise KeyError("no third one")

    results = dashlift.migrate_many(source(), threads=threads)
    assert [next(results).report["to"], next(results).report["to"]] == ["grafana@42"] * 2
    with pytest.raises(KeyError, match="no third one"):
        next(results)
    assert list(results) == []
    wait_for_no_pool()


def test_a_buffer_may_be_used_again():
    buffer = bytearray(titled("0").encode())

    def source():
        for i in range(9):
            buffer[:] = titled(str(i)).encode()
            yield buffer

    results = dashlift.migrate_many(source(), threads=2)
    assert [json.loads(result.document)["title"] for result in results] == [str(i) for i in range(9)]


def test_options_hold_for_all_documents():
    context = {"datasources": [{"name": "Prom", "uid": "p1", "type": "prometheus", "default": True}]}
    expected = dashlift.migrate(OLD, context=context, style="compact")
    migrator = dashlift.Migrator(context)
    assert list(dashlift.migrate_many([OLD] * 3, context=context, style="compact")) == [expected] * 3
    assert list(migrator.migrate_many([OLD] * 3, style="compact", threads=2)) == [expected] * 3


def test_wrong_arguments_are_refused_at_once():
    for options in ({"style": "fancy"}, {"context": 1}, {"explain": 1}, {"threads": 0}, {"threads": True}):
        with pytest.raises(DashliftError) as raised:
            dashlift.migrate_many([OLD], **options)
        assert raised.value.code == "invalid-option"
    for documents in (OLD, OLD.encode(), None, 5):
        with pytest.raises(TypeError):
            dashlift.migrate_many(documents)


def test_the_low_level_queue_answers_for_misuse():
    queue = _dashlift.Batch(_dashlift.Core(), "{}", 1)
    with pytest.raises(IndexError):
        queue.pop()
    queue.push(OLD)
    assert queue.pop()[0] == dashlift.migrate(OLD).document
    queue.push(OLD)
    queue.close()
    with pytest.raises(IndexError):
        queue.pop()
    with pytest.raises(DashliftError):
        _dashlift.Batch(_dashlift.Core(), '{"style": 1}', 1)


def test_many_callers_at_once():
    seen = []

    def work():
        seen.append([result.report["to"] for result in dashlift.migrate_many([OLD] * 20, threads=2)])

    callers = [threading.Thread(target=work) for _ in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert seen == [["grafana@42"] * 20] * 4
