"""Scalars that hold what JSON holds exactly, and nothing else."""

from collections.abc import Sequence
from typing import Any, NewType

import strawberry
from strawberry.schema.config import StrawberryConfig

from graph.domain.canonical import Json as JsonValue
from graph.domain.canonical import check_json

Json = NewType("Json", object)
"""Any JSON value; strings are valid Unicode, numbers finite and no larger than 2^53 - 1."""
Column = NewType("Column", Sequence[object])
"""A list of plain values as one leaf: a long list costs as much as a short one to complete."""


def _checked(value: Any) -> JsonValue:  # noqa: ANN401  # a scalar takes what the client sent
    if problem := check_json(value, "value"):
        raise ValueError(problem.message)
    checked: JsonValue = value
    return checked


JSON_SCALAR = strawberry.scalar(
    name="JSON",
    description="Any JSON value: valid Unicode, finite numbers up to 2^53 - 1, at most 32 levels.",
    serialize=_checked,
    parse_value=_checked,
)
COLUMN_SCALAR = strawberry.scalar(
    name="Column",
    description="A JSON list of plain values, one for each node or edge; completed as a whole, not value by value.",
    serialize=list,
)
CONFIG = StrawberryConfig(scalar_map={Json: JSON_SCALAR, Column: COLUMN_SCALAR})
