"""Arguments of root fields that are judged for all fields alike, before a resolver sees them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime

from graph.domain.kernel.moments import check_moment
from graph.domain.kernel.problems import Problem


def check_times(given: Mapping[str, object]) -> Problem | None:
    """Refuse the first time, at any depth, that has no offset or lies beyond the calendar."""
    problems = (_fault(value, name) for name, value in given.items())
    return next((problem for problem in problems if problem is not None), None)


def _fault(value: object, name: str) -> Problem | None:
    if isinstance(value, datetime):
        return check_moment(value, _spelled(name))
    if isinstance(value, list):
        return check_times({f"{name}[{place}]": one for place, one in enumerate(value)})
    if is_dataclass(value):
        return check_times({one.name: getattr(value, one.name) for one in fields(value)})
    return None


def _spelled(name: str) -> str:
    """Return an attribute's name as GraphQL spells it."""
    first, *others = name.strip("_").split("_")
    return first + "".join(map(str.title, others))
