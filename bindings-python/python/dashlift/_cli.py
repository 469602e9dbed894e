"""Starts the command line that the wheel carries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

# `cargo xtask dist` puts it there.
PROGRAM = Path(__file__).with_name("_bin") / ("dashlift.exe" if os.name == "nt" else "dashlift")

MISSING = (
    "dashlift: this package was built without the command line; "
    "`cargo install --locked --path runner` in the repository builds it"
)


def main() -> NoReturn:
    """Runs the program with the arguments of this process; streams, signals and the exit code are its own."""
    if not PROGRAM.is_file():
        sys.exit(MISSING)
    command = [str(PROGRAM), *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(PROGRAM, command)
