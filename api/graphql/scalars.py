"""Scalars that hold what JSON holds exactly, and nothing else."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NewType

import strawberry
from strawberry.schema.config import StrawberryConfig

from graph.domain.kernel.canonical import Json as JsonValue
from graph.domain.kernel.canonical import check_json
from graph.domain.kernel.moments import EXAMPLE, NOT_A_TIME, shown

Json = NewType("Json", object)
"""Any JSON value; strings are valid Unicode, numbers finite and no larger than 2^53 - 1."""
Column = NewType("Column", Sequence[object])
"""A list of plain values as one leaf: a long list costs as much as a short one to complete."""


def _checked(value: Any) -> JsonValue:  # noqa: ANN401  # a scalar takes what the client sent
    if problem := check_json(value, "value"):
        raise ValueError(problem.message)
    checked: JsonValue = value
    return checked


def _time(value: Any) -> datetime:  # noqa: ANN401  # as above
    """Return the time that a text states; whether it has an offset is judged where the argument's name is known."""
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        message = f"Send an ISO time with an offset, such as {EXAMPLE}."
        raise ValueError(message) from None


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
TIME_SCALAR = strawberry.scalar(
    name="DateTime",
    description=f"An ISO 8601 time with an offset, to the millisecond. `{NOT_A_TIME}` where what is stored is none.",
    serialize=shown,
    parse_value=_time,
)
CONFIG = StrawberryConfig(scalar_map={Json: JSON_SCALAR, Column: COLUMN_SCALAR, datetime: TIME_SCALAR})
