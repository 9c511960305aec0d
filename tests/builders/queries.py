"""Every query of the project, found by walking `graph.queries`."""

from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import graph.queries
from graph.queries.kernel.query import Query


def all_queries() -> dict[str, Query[Any, Any]]:
    found = {}
    for module in walk_packages(graph.queries.__path__, "graph.queries."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, Query):
                found[value.file] = value
    return found
