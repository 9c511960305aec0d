"""JSON whose numbers are kept as they are written: what a double would round is refused with its place."""

import json
import re

import orjson

from graph.domain.numbers import number_fault
from graph.domain.problems import Problem, invalid

_SUSPECT = re.compile(rb"[0-9][0-9.]{15,}|[0-9][eE][+-]?[0-9]{3}")
"""What a double may not hold: many digits, or a large exponent. Few bodies have either; they are read twice."""


class _Written(str):
    """A number as it stands in the text."""

    __slots__ = ()


def read_json(body: bytes) -> object | Problem:
    """Return the value of a JSON text, or the problem with its first number that cannot be kept.

    Raises orjson.JSONDecodeError for what is no JSON.
    """
    suspect = _SUSPECT.search(body) is not None
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        problem = _first_fault(body) if suspect else None
        if problem is None:
            raise
        return problem
    return (_first_fault(body) if suspect else None) or content


def _first_fault(body: bytes) -> Problem | None:
    try:
        written = json.loads(body, parse_float=_Written, parse_int=_Written)
    except (ValueError, RecursionError):
        return None  # no JSON, or nested deeper than anything that is taken: told by who judges that
    return _fault(written, "")


def _fault(value: object, where: str) -> Problem | None:
    match value:
        case _Written():
            fault = number_fault(value)
            return None if fault is None else invalid(where, f"{where} is {fault}.")
        case dict():
            within = [(item, f"{where}.{name}" if where else str(name)) for name, item in value.items()]
        case list():
            within = [(item, f"{where}[{place}]") for place, item in enumerate(value)]
        case _:
            return None
    return next((problem for item, place in within if (problem := _fault(item, place)) is not None), None)
