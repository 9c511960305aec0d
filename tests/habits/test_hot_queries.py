"""Every statement that a request or a job of the worker can send is marked hot: the gates on plans look at those."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

import pytest

from graph.queries.kernel.query import Query
from tests.habits._tree import PACKAGES, ROOT

Place: TypeAlias = tuple[str, str]
"""A module, and a name at its top."""

WORKER: tuple[Place, ...] = (
    ("api.worker.runner", "Worker"),
    ("api.worker.jobs", "JOBS"),
    ("graph.store.kernel.store", "open_store"),
)
"""Where jobs begin, and what makes the groups of writes that every job gets with its store."""
API: tuple[Place, ...] = (("api.app", "create_app"),)
OF_THE_SERVER = ["intake/ingest/forget_plans.cypher"]
"""What asks the server itself, not the graph."""
NIGHTLY = "invariants/"
"""Checks of what must hold: once a night each looks at every node of a kind, which no index spares it."""


@cache
def parsed(module: str) -> ast.Module:
    """Return a module of the project, an empty one for any other name."""
    file = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    ours = module.partition(".")[0] in PACKAGES and file.is_file()
    return ast.parse(file.read_text(encoding="utf-8") if ours else "")


@cache
def tops(module: str) -> dict[str, ast.stmt]:
    """Return what a module defines at its top, by name."""
    result: dict[str, ast.stmt] = {}
    for one in parsed(module).body:
        match one:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                result[one.name] = one
            case ast.Assign():
                result |= {target.id: one for target in one.targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                result[name] = one
    return result


@cache
def imported(module: str) -> dict[str, Place]:
    """Return what a module imports of the project, in a function or at its top, by the name that it has here."""
    return {
        alias.asname or alias.name: (one.module, alias.name)
        for one in ast.walk(parsed(module))
        if isinstance(one, ast.ImportFrom) and one.module is not None
        for alias in one.names
    }


def named_in(module: str, one: ast.stmt) -> Iterator[Place]:
    """Yield what a definition names: here, imported, or an attribute of an imported module."""
    for part in ast.walk(one):
        if isinstance(part, ast.Name):
            yield (module, part.id)
            if part.id in imported(module):
                yield imported(module)[part.id]
        elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            package, name = imported(module).get(part.value.id, ("", ""))
            yield (f"{package}.{name}", part.attr)


def reached(roots: tuple[Place, ...]) -> set[Place]:
    """Return the definitions of the project that these can come to, methods with their classes."""
    result: set[Place] = set()
    waiting = list(roots)
    while waiting:
        module, name = waiting.pop()
        if name not in tops(module) or (module, name) in result:
            continue
        result.add((module, name))
        waiting += named_in(module, tops(module)[name])
    return result


def queries(places: set[Place]) -> dict[str, Query[Any, Any]]:
    values = [getattr(import_module(module), name) for module, name in places if module.startswith("graph.queries.")]
    return {one.file: one for one in values if isinstance(one, Query)}


@pytest.mark.parametrize("roots", [WORKER, API], ids=["worker", "API"])
def test_every_statement_that_a_request_or_a_job_sends_is_hot(roots: tuple[Place, ...]) -> None:
    sent = queries(reached(roots))

    cold = sorted(file for file, query in sent.items() if not query.hot and not file.startswith(NIGHTLY))

    assert cold == OF_THE_SERVER, "write hot=True at its query, and begin at a key"


def test_a_statement_is_found_through_functions_classes_and_modules() -> None:
    sent = queries(reached(WORKER))

    assert {
        "audit/seal.cypher",
        "intake/case/awaiting.cypher",
        "planning/forecast/queued.cypher",
        "gate/outdated.cypher",
        "kernel/jobs/take_lease.cypher",
        "review/sla/advance.cypher",
        "planning/whatif/begin.cypher",
    } <= set(sent)
    assert "intake/ingest/add_decisions.cypher" not in sent
    assert "people/create_account.cypher" not in sent
