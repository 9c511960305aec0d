"""What is sent and stored has types: few values may be anything."""

import ast

from tests.habits._tree import python_modules, shown

MOST_ANY_IN_GRAPH = 60


def test_few_values_of_the_graph_may_be_anything() -> None:
    counts = {
        shown(path): count
        for path in python_modules()
        if shown(path).startswith("graph/")
        and (count := sum(isinstance(node, ast.Name) and node.id == "Any" for node in _nodes(path.read_text("utf-8"))))
    }

    assert sum(counts.values()) <= MOST_ANY_IN_GRAPH, f"give these types: {counts}"


def _nodes(text: str) -> list[ast.AST]:
    return list(ast.walk(ast.parse(text)))
