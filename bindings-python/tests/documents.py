"""Documents that the tests share."""

from __future__ import annotations

OLD = '{"schemaVersion": 41, "title": "Fleet", "panels": []}'
CURRENT = '{"schemaVersion": 42, "title": "Fleet", "panels": []}'
BROKEN = "[1,"


def titled(title: str, panels: int = 0) -> str:
    """Makes an old document with a title, larger with more panels."""
    listed = ", ".join(f'{{"id": {i}, "type": "text", "title": "p"}}' for i in range(1, panels + 1))
    return f'{{"schemaVersion": 41, "title": "{title}", "panels": [{listed}]}}'
