"""What goes in and what comes out."""

from __future__ import annotations

import json
import pickle
from types import MappingProxyType

import pytest

import dashlift
from dashlift import DashliftError, _dashlift
from documents import CURRENT, OLD

needs_test_build = pytest.mark.skipif(
    not hasattr(_dashlift, "_panic"), reason="not built with the feature `conformance`"
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (OLD, str),
        (OLD.encode(), bytes),
        (bytearray(OLD.encode()), bytes),
        (memoryview(OLD.encode()), bytes),
        (memoryview(OLD.encode()[::-1])[::-1], bytes),
    ],
    ids=["str", "bytes", "bytearray", "memoryview", "memoryview with gaps"],
)
def test_the_document_comes_back_in_its_own_kind(given, expected):
    outcome = dashlift.migrate(given)
    assert type(outcome.document) is expected
    assert json.loads(outcome.document)["schemaVersion"] == 42
    assert type(dashlift.format(given, "compact")) is expected
    assert dashlift.detect(given)["version"] == "grafana@41"
    assert dashlift.validate(given)["version"] == "grafana@41"


@pytest.mark.parametrize("given", [CURRENT, CURRENT.encode()], ids=["str", "bytes"])
def test_a_current_document_is_the_same_object(given):
    outcome = dashlift.migrate(given)
    assert outcome.document is given
    assert outcome.report["changed"] is False


def test_a_mutable_document_is_copied():
    given = bytearray(CURRENT.encode())
    outcome = dashlift.migrate(given)
    given[:] = b" " * len(given)
    assert outcome.document == CURRENT.encode()


@pytest.mark.parametrize(
    "given", [None, 42, {"schemaVersion": 41}, ["x"]], ids=lambda given: type(given).__name__
)
def test_what_is_no_document_is_a_type_error(given):
    for function in (dashlift.migrate, dashlift.detect, dashlift.validate, _dashlift.detect_json):
        with pytest.raises(TypeError, match=type(given).__name__):
            function(given)


def test_the_report_is_parsed_once():
    outcome = dashlift.migrate(OLD, explain=True)
    assert outcome.report is outcome.report
    assert outcome.report == json.loads(outcome.report_json)
    assert (outcome.report["from"], outcome.report["to"]) == ("grafana@41", "grafana@42")
    assert [step["id"] for step in outcome.report["steps"] if "changes" not in step] == []
    assert outcome.complement is None
    assert repr(outcome) == "<dashlift.Outcome grafana@41 -> grafana@42, changed>"


def test_a_complement_leads_back():
    original = (
        '{"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard", "metadata": {"name": "a"}, "spec":'
        ' {"title": "a", "elements": {}, "layout": {"kind": "TabsLayout", "spec": {"tabs": []}}}}'
    )
    down = dashlift.migrate(original, to="42", carry="beside")
    assert isinstance(down.complement, str)
    up = dashlift.migrate(down.document, to="v2beta1", complement=down.complement)
    assert json.loads(up.document) == json.loads(original)
    assert up.complement is None


def test_integers_of_any_length_can_be_read_in_a_report():
    digits = "9" * 6000
    outcome = dashlift.Outcome("", f'{{"value": {digits}, "small": 7}}')
    assert outcome.report == {"value": float("inf"), "small": 7}


def test_options_reach_the_core():
    document = '{"schemaVersion": 40, "title": "a", "panels": []}'
    assert dashlift.migrate(document, to="41").report["to"] == "grafana@41"
    assert dashlift.migrate(document, to="grafana@41", from_="41").report["from"] == "grafana@41"
    compact = dashlift.migrate(document, style="compact").document
    assert compact.startswith('{"schemaVersion":42,"title":"a","panels":[]')
    assert "changes" in dashlift.migrate(document, explain=True).report["steps"][0]


def test_none_is_absent():
    nothing = dict.fromkeys(dashlift.types.MigrateOptions.__annotations__)
    assert dashlift.migrate(OLD, **nothing) == dashlift.migrate(OLD)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"style": "fancy"}, "invalid-option"),
        ({"to": 42}, "invalid-option"),
        ({"to": float("nan")}, "invalid-option"),
        ({"to": b"42"}, "invalid-option"),
        ({"explain": "yes"}, "invalid-option"),
        ({"context": []}, "invalid-option"),
        ({"context": {"datasources": {1, 2}}}, "invalid-option"),
        ({"context": {"data": []}}, "unknown-option"),
        ({"context": {"inputs": {"DS": "\udc00"}}}, "invalid-unicode"),
        ({"to": "\ud800"}, "invalid-unicode"),
        ({"to": "\ud83d\ude00"}, "invalid-unicode"),
        ({"to": "nothing known"}, "invalid-target"),
        ({"family": "nobody"}, "unknown-family"),
    ],
    ids=repr,
)
def test_wrong_options_have_the_contracts_codes(options, code):
    for function, document in ((dashlift.migrate, OLD), (dashlift.migrate_dict, json.loads(OLD))):
        with pytest.raises(DashliftError) as raised:
            function(document, **options)
        assert raised.value.code == code


def test_an_option_that_holds_itself_is_invalid():
    context = {}
    context["inputs"] = context
    with pytest.raises(DashliftError) as raised:
        dashlift.migrate(OLD, context=context)
    assert raised.value.code == "invalid-option"


def test_an_unknown_keyword_is_a_type_error():
    for function in (dashlift.migrate, dashlift.migrate_many, dashlift.migrate_dict, dashlift.validate):
        with pytest.raises(TypeError, match=rf"{function.__name__}\(\) got an unexpected .* 'exportKeys'"):
            function(OLD if function.__name__ != "migrate_many" else [OLD], exportKeys="drop")


def test_an_unknown_member_is_an_unknown_option():
    for low_level in (_dashlift.migrate_json, _dashlift.validate_json):
        with pytest.raises(DashliftError) as raised:
            low_level(OLD.encode(), '{"export_keys": "drop"}')
        assert raised.value.code == "unknown-option"


def test_an_error_has_its_facts():
    with pytest.raises(DashliftError) as raised:
        dashlift.migrate('{"title":\n "ü" x}')
    error = raised.value
    assert isinstance(error, ValueError)
    assert (error.code, error.offset, error.line, error.column) == ("invalid-json", 16, 2, 6)
    assert (error.step, error.at, error.details) == (None, None, None)
    assert str(error).startswith(f"invalid-json: {error.message}")
    assert json.loads(error.json)["message"] == error.message


@pytest.mark.parametrize("text", ['{"title": "\ud800"}', '{"title": "\ud83d\ude00"}'], ids=ascii)
def test_a_surrogate_in_a_text_is_invalid_unicode(text):
    calls = [
        lambda: dashlift.migrate(text),
        lambda: dashlift.detect(text),
        lambda: dashlift.validate(text),
        lambda: dashlift.format(text, "compact"),
        lambda: dashlift.format(OLD, text),
        lambda: dashlift.plan(text, "42"),
        lambda: dashlift.plan("41", text),
        lambda: dashlift.migrate_dict({"title": text}),
        lambda: dashlift.Migrator({"inputs": {"DS": text}}),
        lambda: _dashlift.migrate_json(b"{}", text),
    ]
    for call in calls:
        with pytest.raises(DashliftError) as raised:
            call()
        assert raised.value.code == "invalid-unicode"
    with pytest.raises(DashliftError) as raised:
        dashlift.migrate('{"ü":\n "\ud800"}')
    assert (raised.value.offset, raised.value.line, raised.value.column) == (9, 2, 3)


def test_bytes_that_are_no_utf8_are_invalid_utf8():
    with pytest.raises(DashliftError) as raised:
        dashlift.migrate(b'{"title": "\xff"}')
    assert (raised.value.code, raised.value.offset) == ("invalid-utf8", 11)


def test_a_dict_is_migrated_and_not_changed():
    document = {
        "schemaVersion": 41,
        "title": "Flotte \u2601",
        "panels": [{"id": 1, "big": 10**30, "type": "text"}],
    }
    before = json.dumps(document)
    outcome = dashlift.migrate_dict(document)
    assert json.dumps(document) == before
    assert outcome.document["schemaVersion"] == 42
    assert outcome.document["panels"][0]["big"] == 10**30
    assert outcome.report["changed"] is True


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"x": float("inf")}, "invalid-document"),
        ({"x": {1}}, "invalid-document"),
        ({"x": b""}, "invalid-document"),
        ({"x": {(): 1}}, "invalid-document"),
    ],
    ids=repr,
)
def test_a_dict_that_is_not_json_is_invalid(document, code):
    with pytest.raises(DashliftError) as raised:
        dashlift.migrate_dict(document)
    assert raised.value.code == code


@pytest.mark.parametrize("depth", [300, 100_000])
def test_a_dict_that_nests_too_deep_is_refused(depth):
    document = {}
    for _ in range(depth):
        document = {"x": document}
    with pytest.raises(DashliftError) as raised:
        dashlift.migrate_dict(document)
    assert raised.value.code == "too-deep"
    while document:  # taking it apart by hand: freeing it recursively is Python's business, not ours
        document = document.pop("x")


def test_the_tables_are_there():
    assert "grafana" in {family["id"] for family in dashlift.families()}
    assert dashlift.build()["face"] == "python"
    plan = dashlift.plan("grafana@40", "grafana@42")
    assert [step["id"] for step in plan["steps"]] == ["grafana/41", "grafana/42"]
    with pytest.raises(DashliftError) as raised:
        dashlift.plan("grafana@42", "grafana@43")
    assert raised.value.code in {"too-new", "no-migration-path", "invalid-target"}


def test_format_speaks_every_style():
    assert dashlift.format('{"b": 1.50, "a": []}', "canonical") == '{"a":[],"b":1.5}'
    assert dashlift.format('{"b": 1.50, "a": []}', "compact") == '{"b":1.50,"a":[]}'
    with pytest.raises(DashliftError) as raised:
        dashlift.format(OLD, "fancy")
    assert raised.value.code == "invalid-option"


def test_a_migrator_holds_its_context():
    context = {"datasources": [{"name": "Prom", "uid": "p1", "type": "prometheus", "default": True}]}
    for held in (context, MappingProxyType(context), {}, None):
        assert dashlift.Migrator(held).migrate(OLD) == dashlift.migrate(OLD, context=held)
    for wrong, code in (
        ([], "invalid-option"),
        ({"data": []}, "unknown-option"),
        ({"inputs": 1}, "invalid-option"),
    ):
        with pytest.raises(DashliftError) as raised:
            dashlift.Migrator(wrong)
        assert raised.value.code == code


def test_the_low_level_face_gives_the_cores_text():
    document, report, complement = _dashlift.migrate_json(OLD.encode(), "{}")
    assert document == dashlift.migrate(OLD).document.encode()
    assert report.startswith('{"family":"grafana","from":"grafana@41","to":"grafana@42"')
    assert complement is None
    with pytest.raises(DashliftError) as raised:
        _dashlift.migrate_json(b"[1,", "{}")
    assert raised.value.json.startswith('{"code":"invalid-json","offset":3,"line":1,"column":4,"message":')


@needs_test_build
def test_a_panic_is_an_internal_error(capfd):
    with pytest.raises(DashliftError) as raised:
        _dashlift._panic()
    assert raised.value.code == "internal"
    assert dashlift.migrate(OLD).report["changed"] is True
    capfd.readouterr()


@needs_test_build
def test_facts_reach_the_steps(monkeypatch):
    monkeypatch.setattr("dashlift._migrator.Core", _dashlift._toy_core)
    context = {"datasources": [{"name": "Prom", "uid": "p1", "type": "prometheus"}]}
    board = '{"acme": 3, "title": "Fleet", "widgets": [{"id": 1, "source": "Prom"}]}'
    lifted = (
        '{"acme": 4, "title": "Fleet", "widgets": [{"id": 1, "source": {"uid": "p1", "type": "prometheus"}}]}'
    )
    migrator = dashlift.Migrator(context)
    for outcome in (
        migrator.migrate(board, to="4"),
        pickle.loads(pickle.dumps(migrator)).migrate(board, to="4"),
        dashlift.Migrator().migrate(board, to="4", context=context),
        next(migrator.migrate_many([board], to="4")),
        next(dashlift.Migrator().migrate_many([board], to="4", context=context)),
    ):
        assert outcome.document == lifted
        assert outcome.report["warnings"] == []
    unknown = dashlift.Migrator().migrate(board, to="4")
    assert [warning["at"] for warning in unknown.report["warnings"]] == ["/widgets/0/source"]


@needs_test_build
def test_an_error_of_a_step_has_its_facts(monkeypatch):
    monkeypatch.setattr("dashlift._migrator.Core", _dashlift._toy_core)
    with pytest.raises(DashliftError) as raised:
        dashlift.Migrator().migrate('{"acme": 3, "widgets": [{"id": 1, "source": 7}]}')
    error = raised.value
    assert (error.code, error.step, error.at) == ("invalid-field", "acme/4", "/widgets/0/source")
    assert (error.offset, error.line, error.column) == (None, None, None)
    assert str(error).startswith("invalid-field: ")
