"""Every query of the project, found by walking `graph.queries`."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import graph.queries
from graph.queries.kernel.query import Query


def all_queries() -> dict[str, Query[Any, Any]]:
    found = {}
    for module in iter_modules(graph.queries.__path__):
        for value in vars(import_module(f"graph.queries.{module.name}")).values():
            if isinstance(value, Query):
                found[value.file] = value
    return found
