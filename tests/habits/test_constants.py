"""A number with a name says how it was chosen, or in what it counts: below it, beside it or above it."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.habits._tree import python_modules, shown

_NAME = re.compile(r"_?[A-Z][A-Z0-9_]+")


def is_number(node: ast.expr) -> bool:
    """Tell whether a value is made of numbers alone; what is computed from names has their reasons."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if isinstance(node, ast.UnaryOp):
        return is_number(node.operand)
    if isinstance(node, ast.BinOp):
        return is_number(node.left) and is_number(node.right)
    return isinstance(node, ast.Tuple) and bool(node.elts) and all(map(is_number, node.elts))


def without_a_reason(text: str) -> Iterator[tuple[int, str]]:
    lines, body = text.splitlines(), ast.parse(text).body
    for place, node in enumerate(body):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _NAME.fullmatch(name) and is_number(value):
                below = body[place + 1] if place + 1 < len(body) else None
                described = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
                beside = "#" in lines[(node.end_lineno or 0) - 1]
                above = lines[node.lineno - 2].startswith("#")
                if not (described or beside or above):
                    yield node.lineno, name


def test_each_named_number_says_how_it_was_chosen() -> None:
    silent = [
        f"{shown(path)}:{line}: {name}"
        for path in python_modules()
        for line, name in without_a_reason(path.read_text(encoding="utf-8"))
    ]

    assert not silent, f"say below each why it is this number, or what it counts: {silent}"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MOST = 3\n", ["MOST"]),
        ("_PAIR = (-1, 2 * 3)\n", ["_PAIR"]),
        ('MOST = 3\n"""A handful."""\n', []),
        ("MOST = 3  # a handful\n", []),
        ("# A handful.\nMOST = 3\n", []),
        ("HALF = MOST // 2\nTRUE = True\nNAME = 'x'\nmost = 3\n", []),
    ],
)
def test_a_number_without_a_reason_is_seen(text: str, names: list[str]) -> None:
    assert [name for _, name in without_a_reason(text)] == names
