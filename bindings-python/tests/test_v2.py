"""Grafana's v2 dashboards: the same options as everywhere, and what only conversions of its API give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dashlift

TABS = (Path(__file__).parents[2] / "examples/v2/port-operations.v2beta1.json").read_bytes()
LIBRARY = {"id": 1, "type": "library-panel-ref", "libraryPanel": {"uid": "l1", "name": "Load"}}
CLASSIC = {"uid": "mill", "schemaVersion": 42, "title": "Mill", "panels": [LIBRARY]}


def test_down_and_up_again():
    down = dashlift.migrate(TABS, to="grafana@42")
    assert json.loads(down.document)["schemaVersion"] == 42
    assert {loss["code"] for loss in down.report["losses"]} >= {"not-representable", "dropped-by-format"}
    assert down.report["counts"]["source"] == {
        "panels": 14,
        "queries": 15,
        "annotations": 3,
        "links": 2,
        "variables": 10,
    }
    assert down.report["counts"]["message"] is None
    up = json.loads(dashlift.migrate(down.document, to="v2beta1").document)
    assert up["apiVersion"] == "dashboard.grafana.app/v2beta1"
    assert up["metadata"]["name"] == "port-operations"
    assert dashlift.detect(TABS)["version"] == "grafana@v2beta1"
    assert dashlift.migrate(TABS).document is TABS


def test_library_elements_tell_how_a_panel_repeats():
    context = {"libraryElements": [{"uid": "l1", "model": {"repeat": "host"}}]}
    outcome = dashlift.migrate_dict(CLASSIC, to="v2beta1", context=context)
    (item,) = outcome.document["spec"]["layout"]["spec"]["items"]
    assert item["spec"]["repeat"]["value"] == "host"
    held = dashlift.Migrator(context).migrate_dict(CLASSIC, to="v2beta1")
    assert held.document == outcome.document


def test_a_failure_has_the_answer_that_grafana_would_give():
    broken = TABS.replace(b'"name": "wind"', b'"name": "gone"')
    with pytest.raises(dashlift.DashliftError) as raised:
        dashlift.migrate(broken, to="v1beta1")
    assert raised.value.code == "conversion-failed"
    answer = raised.value.details["object"]
    assert answer["status"]["conversion"]["failed"] is True
    assert answer["status"]["conversion"]["source"]["metadata"]["name"] == "port-operations"
