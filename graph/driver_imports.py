"""Spares the driver pandas and Arrow, whose values it would take as parameters: half a second of each start."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

OPTIONAL = "neo4j._optional_deps"
"""The driver's module that holds the libraries it works with where they are installed, and None for any other."""


class NumpyAlone(ModuleType):
    """Holds numpy for the driver, and nothing else; numpy is imported when the driver is."""

    pd = None
    pa = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # a module
        """Return numpy."""
        if name != "np":
            raise AttributeError(name)
        return import_module("numpy")


def spare_pandas() -> None:
    """Have the driver not look for pandas and Arrow; one that was imported earlier keeps what it has."""
    if "neo4j" not in sys.modules:
        sys.modules[OPTIONAL] = NumpyAlone(OPTIONAL)
