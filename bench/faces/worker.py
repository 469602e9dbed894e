"""Migrates through the Python package as the benchmark asks: a job a line in, its seconds a line out.

python worker.py DOCUMENT FOLDER; the jobs are `one TIMES` (the document) and `batch THREADS` (the folder).
"""

import sys
import time
from pathlib import Path

try:
    import dashlift
except ImportError as error:
    print(error)
    sys.exit(1)

one = Path(sys.argv[1]).read_bytes()
documents = [path.read_bytes() for path in sorted(Path(sys.argv[2]).iterdir())]
print("ready", flush=True)
for line in sys.stdin:
    job, number = line.split()
    start = time.perf_counter()
    if job == "one":
        for _ in range(int(number)):
            dashlift.migrate(one)
    else:
        for _ in dashlift.migrate_many(documents, threads=int(number)):
            pass
    print(time.perf_counter() - start, flush=True)
