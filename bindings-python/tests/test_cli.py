"""`dashlift` and `python -m dashlift`: everything is passed on to the program. Python itself plays it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distribution

from dashlift import _cli

START = "import pathlib, sys; from dashlift import _cli; _cli.PROGRAM = pathlib.Path(sys.argv.pop(1)); _cli.main()"


def start(program, *arguments, stdin=b""):
    command = [sys.executable, "-c", START, str(program), *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


def test_arguments_streams_and_the_exit_code_are_passed_on():
    code = "import sys; print(sys.argv[1], end=''); sys.stderr.write(sys.stdin.read()); sys.exit(3)"
    ran = start(sys.executable, "-c", code, "a b", stdin=b"text")
    assert (ran.returncode, ran.stdout, ran.stderr) == (3, b"a b", b"text")


def test_a_package_without_the_program_says_so(tmp_path):
    ran = start(tmp_path / "dashlift", "--version")
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.decode().splitlines() == [_cli.MISSING]


def test_the_script_and_the_module_start_it():
    (script,) = [entry for entry in distribution("dashlift").entry_points if entry.name == "dashlift"]
    assert script.load() is _cli.main
    command = [sys.executable, "-m", "dashlift", "--version"]
    ran = subprocess.run(command, capture_output=True, check=False, text=True)
    carried = _cli.PROGRAM.is_file()
    assert ran.returncode == (0 if carried else 1)
    assert ran.stdout.startswith("dashlift ") if carried else ran.stderr.strip() == _cli.MISSING
