"""The names, the types, the documentation: what is promised is what is there."""

from __future__ import annotations

import ast
import doctest
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dashlift
from dashlift import _dashlift, types

FOLDER = Path(__file__).parents[1]
STUB = Path(dashlift.__file__).with_name("_dashlift.pyi")
README = (FOLDER / "README.md").read_text(encoding="utf-8")
FUNCTIONS = [
    "build",
    "detect",
    "families",
    "format",
    "migrate",
    "migrate_dict",
    "migrate_many",
    "plan",
    "validate",
]


def arguments(node: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in node.args.args if argument.arg not in {"self", "cls"}]


def promised(body: list[ast.stmt]) -> dict[str, list[str]]:
    functions = [node for node in body if isinstance(node, ast.FunctionDef) and node.name != "__new__"]
    return {node.name: arguments(node) for node in functions}


def exported(where: object) -> dict[str, list[str]]:
    functions = [name for name in dir(where) if not name.startswith("_") and name not in {"Batch", "Core"}]
    parameters = {name: list(inspect.signature(getattr(where, name)).parameters) for name in functions}
    return {name: [each for each in names if each != "self"] for name, names in parameters.items()}


def test_the_stub_is_the_module():
    stub = ast.parse(STUB.read_text(encoding="utf-8")).body
    classes = {node.name: node.body for node in stub if isinstance(node, ast.ClassDef)}
    assert promised(stub) == exported(_dashlift)
    assert promised(classes.pop("Core")) == exported(_dashlift.Core)
    assert promised(classes.pop("Batch")) == exported(_dashlift.Batch)
    assert classes == {}
    assert STUB.with_name("py.typed").exists()


def test_the_package_exports_the_functions_of_the_contract():
    assert sorted(dashlift.__all__) == sorted([*FUNCTIONS, "DashliftError", "Migrator", "Outcome"])
    methods = [name for name in vars(dashlift.Migrator) if not name.startswith("_")]
    assert sorted(methods) == FUNCTIONS
    for name in dashlift.__all__:
        assert inspect.getdoc(getattr(dashlift, name)), name
    assert {cls.__module__ for cls in (dashlift.DashliftError, dashlift.Migrator, dashlift.Outcome)} == {
        "dashlift"
    }


def test_the_signatures_name_every_option():
    options = list(types.MigrateOptions.__annotations__)
    assert list(inspect.signature(dashlift.migrate).parameters) == ["document", *options]
    assert list(inspect.signature(dashlift.migrate_dict).parameters) == ["document", *options]
    assert list(inspect.signature(dashlift.migrate_many).parameters) == ["documents", "threads", *options]
    assert list(inspect.signature(dashlift.validate).parameters) == [
        "document",
        *types.ValidateOptions.__annotations__,
    ]
    for name in ("migrate", "migrate_dict", "migrate_many", "validate"):
        for parameter in inspect.signature(getattr(dashlift, name)).parameters.values():
            assert parameter.default in (None, parameter.empty), "a binding has no default of its own"


def test_every_option_is_the_cores_and_every_one_of_the_cores_is_here():
    for function, known in (("migrate_json", types.MigrateOptions), ("validate_json", types.ValidateOptions)):
        with pytest.raises(dashlift.DashliftError) as raised:
            getattr(_dashlift, function)(b"{}", '{"nobody knows me": 1}')
        names = re.findall(r"`(\w+)`", raised.value.message.partition("known are")[2])
        assert names == [dashlift._options._camel(name) for name in known.__annotations__]


@pytest.mark.parametrize("name", ["DashliftError", "Migrator"])
def test_the_examples_of_the_documentation_are_true(name):
    examples = doctest.DocTestFinder().find(getattr(dashlift, name), name, module=False, globs={})
    runner = doctest.DocTestRunner()
    for example in examples:
        runner.run(example)
    assert runner.summarize().attempted > 0
    assert runner.summarize().failed == 0


@pytest.mark.parametrize("page", ["grafana-v2.md", "perses.md", "regions.md", "validate.md"])
def test_the_examples_of_the_pages_are_true(page):
    text = (Path(__file__).parents[2] / "docs" / page).read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    for block in blocks:
        example = doctest.DocTestParser().get_doctest(block, {}, page, page, 0)
        assert example.examples
        assert doctest.DocTestRunner().run(example).failed == 0


def test_the_example_of_the_readme_is_true(capsys):
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (printed,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out == printed


TYPED = """
from dashlift.types import Report

data: bytes = dashlift.migrate(b"{}").document
text: str = dashlift.migrate("{}", to="42", export_keys="drop").document
report: Report = dashlift.migrate("{}").report
step: str = report["steps"][0]["id"]
code: str = dashlift.detect(bytearray())["status"]
for each in dashlift.migrate_many([b"{}"], threads=2, strict=True):
    if not isinstance(each, dashlift.DashliftError):
        data = each.document
for each_text in dashlift.Migrator({"inputs": {"DS": "p1"}}).migrate_many(iter(["{}"])):
    if not isinstance(each_text, dashlift.DashliftError):
        text = each_text.document
known: str = dashlift.migrate_dict({}).document["title"]
style: bytes = dashlift.format(memoryview(b"{}"), "canonical")

dashlift.migrate(5)  # type: ignore[call-overload]
dashlift.migrate("{}", exportKeys="drop")  # type: ignore[call-overload]
dashlift.migrate("{}", export_keys="burn")  # type: ignore[call-overload]
dashlift.format("{}", "fancy")  # type: ignore[call-overload]
report["nothing"]  # type: ignore[typeddict-item]
wrong: str = dashlift.migrate(b"{}").document  # type: ignore[assignment]
"""


def test_mypy_is_content_with_the_readme_and_finds_mistakes(tmp_path):
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "example.py").write_text(example + TYPED, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "example.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_finds_the_stub_true(tmp_path):
    command = [sys.executable, "-m", "mypy.stubtest", "--ignore-missing-stub", "dashlift._dashlift"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
