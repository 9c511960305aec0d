"""Strict JSON: refuses numbers that a double would round, and names that occur twice in one object.

Only bodies that may hold such a number are read twice.
"""

import json
import re
from collections.abc import Sequence
from unicodedata import normalize

import orjson

from graph.domain.kernel.numbers import number_fault
from graph.domain.kernel.problems import Problem, invalid

_SUSPECT = re.compile(rb"[0-9][0-9.]{15,}|[0-9][eE][+-]?[0-9]{3}")
"""What a double may not hold: many digits, or a large exponent. Few bodies have either; they are read twice."""


class _Written(str):
    """A number as it is written in the text."""

    __slots__ = ()


class _DoubledNames(dict[str, object]):
    """An object in which a name occurs twice."""

    __slots__ = ("name",)

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        """Take the names and values of the object as they stand."""
        super().__init__(pairs)
        self.name = next(name for place, (name, _) in enumerate(pairs) if name in {one for one, _ in pairs[:place]})


def read_json(body: bytes) -> object | Problem:
    """Return the value of a JSON text, or the problem with its first such number or doubled name.

    Raises orjson.JSONDecodeError for what is no JSON.
    """
    suspect = _SUSPECT.search(body) is not None
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        problem = _first_fault(body, suspect=True) if suspect else None
        if problem is None:
            raise
        return problem
    return _first_fault(body, suspect=suspect) or content


def _first_fault(body: bytes, *, suspect: bool) -> Problem | None:
    doubled, plain = False, body.isascii() and b"\\u" not in body

    def named(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal doubled
        content = dict(pairs)
        names = content if plain else {normalize("NFC", name) for name in content}
        if len(names) == len(pairs):
            return content
        doubled = True
        return _DoubledNames([(normalize("NFC", name), value) for name, value in pairs])

    number = _Written if suspect else None
    try:
        written = json.loads(body, parse_float=number, parse_int=number, object_pairs_hook=named)
    except (ValueError, RecursionError):
        return None  # no JSON, or nested deeper than anything that is taken: told by who judges that
    return _fault(written, "") if suspect or doubled else None


def _fault(value: object, where: str) -> Problem | None:
    match value:
        case _Written():
            fault = number_fault(value)
            return None if fault is None else invalid(where, f"{where} is {fault}.")
        case _DoubledNames():
            place = f"{where}.{value.name}" if where else value.name
            return invalid(place, f"{place} is given twice: send each name once.")
        case dict():
            within = [(item, f"{where}.{name}" if where else str(name)) for name, item in value.items()]
        case list():
            within = [(item, f"{where}[{place}]") for place, item in enumerate(value)]
        case _:
            return None
    return next((problem for item, place in within if (problem := _fault(item, place)) is not None), None)
