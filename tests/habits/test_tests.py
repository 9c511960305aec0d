"""A test asserts something, and is imported by nobody: what tests are built from stands in `tests.builders`."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.habits._tree import ROOT, repository_files, shown

ASSERTING_CALLS = {"expect", "pytest.fail", "pytest.raises", "pytest.warns"}
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def modules_of_tests() -> dict[str, ast.Module]:
    """Return the syntax of each module under tests/, by its dotted name."""
    return {
        module_name(path): ast.parse(path.read_text(encoding="utf-8"))
        for path in repository_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] == "tests"
    }


def functions(tree: ast.Module | ast.ClassDef) -> Iterator[Function]:
    """Yield the functions of a module and of its classes; what stands within a function belongs to it."""
    for node in tree.body:
        if isinstance(node, Function):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from functions(node)


def calls(tree: ast.AST) -> Iterator[ast.expr]:
    return (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))


@dataclass(frozen=True)
class Suite:
    """All modules of the tests, in which the helpers of a test are looked up."""

    modules: Mapping[str, ast.Module]

    @cached_property
    def asserting(self) -> set[int]:
        """The functions that assert, themselves or by calling one that does, by the identity of their syntax."""
        every = [(module, one) for module, tree in self.modules.items() for one in functions(tree)]
        result = {id(one) for _, one in every if _asserts_itself(one)}
        called = {
            id(one): {id(other) for name in calls(one) for other in self._resolved(module, name)}
            for module, one in every
            if id(one) not in result
        }
        while more := {one for one, others in called.items() if one not in result and others & result}:
            result |= more
        return result

    @cached_property
    def _methods(self) -> dict[str, list[Function]]:
        named: dict[str, list[Function]] = {}
        for tree in self.modules.values():
            for owner in (node for node in tree.body if isinstance(node, ast.ClassDef)):
                for one in functions(owner):
                    named.setdefault(one.name, []).append(one)
        return named

    @cached_property
    def _named(self) -> dict[tuple[str, str], list[Function]]:
        """The functions that a name stands for in a module: its own, and those that it imports from another."""
        named: dict[tuple[str, str], list[Function]] = {}
        for module, tree in self.modules.items():
            for one in functions(tree):
                named.setdefault((module, one.name), []).append(one)
        imported = {
            (module, alias.asname or alias.name): named.get((str(node.module), alias.name), [])
            for module, tree in self.modules.items()
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module in self.modules
            for alias in node.names
        }
        return {**named, **imported}

    def _resolved(self, module: str, called: ast.expr) -> list[Function]:
        if isinstance(called, ast.Attribute):
            return self._methods.get(called.attr, [])
        return self._named.get((module, called.id), []) if isinstance(called, ast.Name) else []


def _asserts_itself(function: Function) -> bool:
    return any(
        isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and ast.unparse(node.func) in ASSERTING_CALLS)
        for node in ast.walk(function)
    )


def without_an_assertion(modules: Mapping[str, ast.Module]) -> list[str]:
    suite = Suite(modules)
    return [
        f"{module}::{one.name}"
        for module, tree in modules.items()
        for one in functions(tree)
        if one.name.startswith("test_") and id(one) not in suite.asserting
    ]


def imports_of_tests(tree: ast.Module) -> list[str]:
    """Return the test modules and conftests that a module imports, by any spelling."""
    names = [
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom | ast.Import)
        for alias in node.names
        for name in ([f"{node.module}.{alias.name}"] if isinstance(node, ast.ImportFrom) else [alias.name])
    ]
    return [
        name
        for name in names
        if name.startswith("tests.") and any(part == "conftest" or part.startswith("test_") for part in name.split("."))
    ]


def test_every_test_asserts() -> None:
    assert without_an_assertion(modules_of_tests()) == [], "have these assert what they are named after"


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("assert True", []),
        ("helper()", []),
        ("builder()", []),
        ("Box().checked()", []),
        ("with pytest.raises(ValueError): pass", []),
        ("silent()", ["tests.test_a::test_one"]),
        ("pass", ["tests.test_a::test_one"]),
    ],
)
def test_an_assertion_is_seen_in_a_test_and_in_what_it_calls(body: str, faults: list[str]) -> None:
    builders = "def builder(): assert 1\nclass Box:\n  def checked(self): assert 1\n"
    here = f"from tests.b import builder\ndef helper(): builder()\ndef silent(): pass\ndef test_one():\n  {body}\n"

    result = without_an_assertion({"tests.test_a": ast.parse(here), "tests.b": ast.parse(builders)})

    assert result == faults


def test_no_test_is_imported() -> None:
    files = [path for path in repository_files() if path.suffix == ".py"]
    result = {shown(path): names for path in files if (names := imports_of_tests(ast.parse(path.read_bytes())))}

    assert result == {}, "move what these share to tests/builders"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("from tests.live.test_one import two", ["tests.live.test_one.two"]),
        ("from tests.live import test_one as one", ["tests.live.test_one"]),
        ("import tests.api.conftest", ["tests.api.conftest"]),
        ("from tests.builders.firm import Firm", []),
        ("from tests import lanes", []),
    ],
)
def test_an_import_of_a_test_is_seen_in_every_spelling(line: str, names: list[str]) -> None:
    assert imports_of_tests(ast.parse(line)) == names
