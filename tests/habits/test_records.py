"""Nodes are written as records, whose fields are properties of the models, and rows have the fields that files read."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import UnionType
from typing import Union, get_args, get_origin

import pytest

import graph.records
from graph.queries.kernel.rows import Keyed
from graph.queries.review.tasks import Tokens
from graph.records._record import Record, Update, camel_case, shape_of
from graph.schema import graph_schema
from tests.builders.queries import all_queries
from tests.habits._tree import python_modules, shown

PROPERTIES = {label.name: {prop.name for prop in label.properties} for label in graph_schema().labels}
TELLING = {"id", "key", "state", "version", "knownAt", "recordedAt"}
WRITERS = ("graph/store", "ingestion")


def records() -> dict[str, type[Record]]:
    return {
        name: value
        for module in iter_modules(graph.records.__path__)
        for name, value in vars(import_module(f"graph.records.{module.name}")).items()
        if isinstance(value, type) and issubclass(value, Record) and value not in {Record, Update}
    }


@pytest.mark.parametrize("name", sorted(records()))
def test_the_fields_of_a_record_are_properties_of_its_node(name: str) -> None:
    record = records()[name]
    label = name.removesuffix("Update" if issubclass(record, Update) else "Record")

    assert label in PROPERTIES, f"name the record after its node: {label} is none"
    unknown = set(shape_of(record).names) - PROPERTIES[label]
    assert not unknown, f"declare these on {label}Node, or rename the fields: {unknown}"


def kinds_of(parameter: object) -> tuple[object, ...]:
    return get_args(parameter) if get_origin(parameter) in {Union, UnionType} else (parameter,)


def rows_of(file: str) -> set[str]:
    """Return the keys that a query's row has; a keyed one also has the request."""
    (parameter,) = get_args(all_queries()[file].params)
    (row,) = {get_args(kind)[0] if get_origin(kind) is Keyed else kind for kind in kinds_of(parameter)}
    own = set(shape_of(row).names) if isinstance(row, type) else set()
    return own | ({"idempotency"} if "Keyed" in str(parameter) else set())


BATCHES = sorted(file for file, query in all_queries().items() if get_args(query.params))


@pytest.mark.parametrize("file", BATCHES)
def test_a_file_reads_each_field_of_its_row_and_nothing_else(file: str) -> None:
    read = set(re.findall(r"\b(?:row|asked)\.(\w+)", all_queries()[file].text))

    # Commands on a task all send the same tokens; one or the other file does without some of them.
    assert read <= rows_of(file)
    assert rows_of(file) - read <= {camel_case(name) for name in Tokens._fields}


def built_by_hand(tree: ast.AST) -> Iterator[ast.Dict]:
    """Yield each map whose keys are all properties of one node; one of them says which node, or what became of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            if len(keys) > 1 and keys & TELLING and any(keys <= properties for properties in PROPERTIES.values()):
                yield node


def test_no_writer_builds_a_stored_map_by_hand() -> None:
    by_hand = [
        f"{shown(path)}:{literal.lineno}"
        for path in python_modules()
        if shown(path).startswith(WRITERS)
        for literal in built_by_hand(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert not by_hand, f"write these as records of graph/records: {by_hand}"


@pytest.mark.parametrize(
    ("text", "count"),
    [('{"id": 1, "knownAt": 2}', 1), ('{"id": 1, "caseId": 2}', 0), ('{**other, "state": 1, "version": 2}', 1)],
)
def test_a_map_built_by_hand_is_recognised(text: str, count: int) -> None:
    assert len(list(built_by_hand(ast.parse(text)))) == count
