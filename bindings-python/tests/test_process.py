"""Threads, processes, pickle."""

from __future__ import annotations

import copy
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
import time

import pytest

import dashlift
from dashlift import DashliftError
from documents import BROKEN, CURRENT, OLD, titled

CONTEXT = {"datasources": [{"name": "Prom", "uid": "p1", "default": True}]}
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


def lift_many(documents):
    return [
        r.code if isinstance(r, DashliftError) else r.document
        for r in dashlift.migrate_many(documents, threads=2)
    ]


def lift(document):
    return dashlift.migrate(document)


def test_importing_starts_no_thread():
    code = """
import os, threading, dashlift
dashlift.migrate('{"schemaVersion": 41, "title": "Fleet", "panels": []}')
system = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1
print(threading.active_count(), system, "concurrent.futures.process" in __import__("sys").modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "1", "False"]


def test_the_program_ends_although_an_iterator_is_open():
    code = """
import dashlift
results = dashlift.migrate_many(['{"schemaVersion": 41, "title": "Fleet", "panels": []}'] * 50, threads=2)
print(next(results).report["to"])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert (done.stdout.strip(), done.stderr) == ("grafana@42", "")


def test_other_threads_run_while_the_core_works():
    document = titled("large", panels=30_000).encode()
    for _ in range(20):
        span = []

        def work(span=span):
            begin = time.perf_counter()
            dashlift.migrate(document)
            span.extend((begin, time.perf_counter()))

        worker = threading.Thread(target=work)
        ticks = []
        worker.start()
        while worker.is_alive():
            ticks.append(time.perf_counter())
            time.sleep(0)
        worker.join()
        begin, end = span
        third = (end - begin) / 3
        # With the GIL held, nothing can tick in the middle, however the threads are scheduled.
        if any(begin + third < tick < end - third for tick in ticks):
            return
    pytest.fail("no other thread ran while the core worked")


@pytest.mark.parametrize("method", [pytest.param("fork", marks=needs_fork), "spawn"])
def test_processes(method):
    with multiprocessing.get_context(method).Pool(2) as processes:
        assert processes.map(lift, [OLD, OLD.encode()]) == [
            dashlift.migrate(OLD),
            dashlift.migrate(OLD.encode()),
        ]
        assert processes.map(dashlift.Migrator(CONTEXT).migrate, [OLD]) == [dashlift.migrate(OLD)]
        assert processes.map(lift_many, [[CURRENT, BROKEN]] * 2) == [[CURRENT, "invalid-json"]] * 2
        with pytest.raises(DashliftError) as raised:
            processes.map(lift, [BROKEN])
        assert (raised.value.code, raised.value.offset) == ("invalid-json", 3)


@needs_fork
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_while_results_are_open():
    results = dashlift.migrate_many([OLD] * 50, threads=2)
    next(results)
    receive, send = multiprocessing.Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        try:
            try:
                next(results)
            except RuntimeError as error:
                send.send((str(error), lift_many([CURRENT, BROKEN])))
        finally:
            os._exit(0)
    assert receive.poll(60)
    message, lifted = receive.recv()
    os.waitpid(child, 0)
    assert "process" in message
    assert lifted == [CURRENT, "invalid-json"]
    assert len(list(results)) == 49


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_everything_survives_pickle(protocol):
    def again(value):
        return pickle.loads(pickle.dumps(value, protocol))

    outcome = dashlift.migrate(OLD, explain=True)
    assert again(outcome) == outcome
    assert again(outcome).report == outcome.report
    parsed = dashlift.migrate_dict({"schemaVersion": 41, "title": "a", "panels": []})
    assert again(parsed) == parsed

    with pytest.raises(DashliftError) as raised:
        dashlift.migrate(BROKEN)
    error = raised.value
    error.file = "a.json"
    for copied in (again(error), copy.copy(error), copy.deepcopy(error)):
        assert type(copied) is DashliftError
        for name in (
            "code",
            "step",
            "at",
            "offset",
            "line",
            "column",
            "details",
            "message",
            "json",
            "args",
            "file",
        ):
            assert getattr(copied, name) == getattr(error, name)
        assert str(copied) == str(error)

    for migrator in (dashlift.Migrator(CONTEXT), dashlift.Migrator()):
        assert again(migrator).migrate(OLD) == migrator.migrate(OLD)
        assert again(migrator)._context == migrator._context
    assert again(dashlift.migrate)(OLD) == dashlift.migrate(OLD)
