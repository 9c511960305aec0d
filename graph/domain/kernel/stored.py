"""What is read of the graph: maps whose values have the types that the models declare."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Stored: TypeAlias = Mapping[str, Any]
"""A node, or what a statement returns of one: properties of `graph.models` by their names."""
