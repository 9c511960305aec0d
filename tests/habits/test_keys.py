"""A natural key is written and read in one place, `graph.domain.kernel.keys`."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.habits._tree import python_modules, shown

ELSEWHERE = {
    "graph/domain/kernel/keys.py": "the one place",
    "graph/domain/kernel/forecast_keys.py": "keys of forecasts, built from the same class",
    "graph/domain/kernel/ordering.py": "sort keys, which are never read back",
    "graph/domain/audit/replay_digests.py": "lines that are hashed",
    "graph/store/people/accounts.py": "a session's end, which its statement compares",
    "graph/domain/lineage/titles.py": "the language of titles",
    "graph/domain/gate/cells.py": "a pattern",
    "bench/plain_stack.py": "the plain stack that we compare with",
    "api/auth/sessions.py": "a sealed cookie",
    "ingestion/correcting.py": "what is hashed into an idempotency key",
    "pipelines/loading/playing.py": "what is hashed into an idempotency key",
}
"""Modules that put a bar between two values, each for its reason."""
SEPARATORS = {"|", "#"}


def glued(tree: ast.AST) -> Iterator[int]:
    """Yield the lines of formatted texts in which a separator stands next to a value."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for before, after in pairwise(node.values):
                ends = {_edge(before, -1), _edge(after, 0)}
                if (
                    isinstance(before, ast.FormattedValue) != isinstance(after, ast.FormattedValue)
                    and ends & SEPARATORS
                ):
                    yield node.lineno


def _edge(part: ast.expr, place: int) -> str:
    """Return the character of a fixed part that stands next to its neighbour, "" for a value."""
    return part.value[place] if isinstance(part, ast.Constant) and isinstance(part.value, str) else ""


def cut(tree: ast.AST) -> Iterator[int]:
    """Yield the lines where a text is cut at a separator."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"split", "rsplit", "partition", "rpartition"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and node.args[0].value in SEPARATORS
        ):
            yield node.lineno


def places(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [f"{shown(path)}:{line}" for line in sorted({*glued(tree), *cut(tree)})]


def test_no_key_is_formatted_or_cut_outside_its_module() -> None:
    result = [place for path in python_modules() if shown(path) not in ELSEWHERE for place in places(path)]

    assert result == [], (
        "use a key of graph.domain.kernel.keys: `CaseKey(point, external_id).text`, `CaseKey.parse(text)`"
    )


def test_a_formatted_and_a_cut_key_are_found() -> None:
    source = 'a = f"{point}|{name}"\nb = a.rpartition("|")[2]\nc = f"{name}|1"\nfine = f"{a} | {b}"\n'

    assert {*glued(ast.parse(source)), *cut(ast.parse(source))} == {1, 2, 3}
