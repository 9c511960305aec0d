"""Each promise in docs/guarantees.md names a test that exists."""

import ast
import re
from itertools import pairwise

from tests.habits._tree import ROOT

PAGE = ROOT / "docs" / "guarantees.md"
ROW = re.compile(r"^\| (?P<promise>[^|]+) \| `(?P<file>tests/[^`:]+\.py)::(?P<test>[^`]+)` \|$")


def rows() -> list[str]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("| ") and line != "| promise | test |"]


def names_of_tests(file: str) -> set[str]:
    path = ROOT / file
    if not path.is_file():
        return set()
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    functions = (node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {name for name in functions if name.startswith("test_")}


def test_each_promise_names_a_test_that_exists() -> None:
    broken = [
        row for row in rows() if not (match := ROW.match(row)) or match["test"] not in names_of_tests(match["file"])
    ]

    assert not broken, f"write each as | promise | `tests/file.py::test_name` | with a test that is there: {broken}"


def test_each_row_stands_in_a_table_with_its_head() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    alone = [line for before, line in pairwise(lines) if line.startswith("|") and not before.startswith("|")]

    assert set(alone) == {"| promise | test |"}, (
        "move each row into the table of its part: what is not promised follows"
    )
