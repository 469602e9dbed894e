"""A backend that stores a layout of regions only if the audit has no error to tell.

    python examples/regions/backend.py [PORT]      # then open http://127.0.0.1:8000/examples/regions/

`GET /layouts/main` gives the stored layout, `PUT /layouts/main` stores one. The page audits before it sends; this
program audits what arrives, whoever sent it, with the same functions, and tells the same findings.
"""

from __future__ import annotations

import json
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import dashlift

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 4 * 1024 * 1024

stored: dict[str, bytes] = {}


def audit(document: bytes) -> tuple[bytes, list, bool]:
    """Brings a layout in order and returns it, with what is wrong all the same, and whether it can be stored."""
    layout = dashlift.migrate(document, family="regions").document
    found = dashlift.validate(layout, family="regions")
    findings = found["findings"]
    good = len(findings) == found["total"] and all(finding["severity"] != "error" for finding in findings)
    return layout, findings, good


class Layouts(SimpleHTTPRequestHandler):
    """Layouts below `/layouts/`; all else are files, the page among them."""

    def __init__(self, *arguments):
        super().__init__(*arguments, directory=str(ROOT))

    def do_GET(self):
        if not self.path.startswith("/layouts/"):
            super().do_GET()
        elif self.path in stored:
            self.answer(200, stored[self.path])
        else:
            self.answer(404, b"null")

    def do_PUT(self):
        length = int(self.headers.get("Content-Length", 0))
        if not self.path.startswith("/layouts/") or length > LARGEST:
            self.close_connection = True
            self.answer(404 if length <= LARGEST else 413, b"null")
            return
        try:
            layout, findings, good = audit(self.rfile.read(length))
        except dashlift.DashliftError as error:
            self.answer(400, json.dumps({"code": error.code, "message": error.message}).encode())
            return
        if not good:
            self.answer(422, json.dumps({"findings": findings}).encode())
            return
        stored[self.path] = layout
        self.answer(200, layout)

    def answer(self, status: int, body: bytes):
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing."""


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    with ThreadingHTTPServer(("127.0.0.1", port), Layouts) as server:
        print(f"http://127.0.0.1:{server.server_port}/examples/regions/", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
