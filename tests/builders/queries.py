"""Every query of the project, queries by walking `graph.queries`."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import graph.queries
from graph.queries.kernel.query import Query


def all_queries() -> dict[str, Query[Any, Any]]:
    queries = {}
    for module in walk_packages(graph.queries.__path__, "graph.queries."):
        for value in vars(import_module(module.name)).values():
            for one in value.values() if isinstance(value, Mapping) else (value,):
                if isinstance(one, Query):
                    queries[one.file] = one
    return queries
