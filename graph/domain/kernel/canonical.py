"""Canonical JSON (RFC 8785) and digests over it: equal values always give equal bytes."""

import hashlib
import hmac
import json
import math
from collections.abc import Mapping, Sequence
from types import NoneType
from typing import TypeAlias, TypeGuard

import rfc8785

from graph.domain.kernel.problems import Problem, invalid
from graph.errors import InvalidInput

Scalar: TypeAlias = str | float | int | bool | None
Json: TypeAlias = "Scalar | Sequence[Json] | Mapping[str, Json]"

LARGEST_INTEGER = 2**53 - 1
"""The largest whole number below which a double holds every one (RFC 7493), as JSON readers expect."""
DEEPEST_NESTING = 32
"""Far deeper than any case is nested, and far from the limits of recursion."""
_PLAIN = frozenset({str, bool, NoneType})
"""What the standard library writes as RFC 8785 does, beside whole numbers and the fractions of `_ALIKE`."""
_ALIKE = (1e-4, 1e16)
"""Fractions from the one to the other are written alike, without an exponent."""
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

_WHAT_IT_HOLDS = "send a text, a number, a truth value, null, a list or an object"


def check_json(value: object, where: str) -> Problem | None:
    """Say what in `value` has no exact JSON form, naming its place under `where`; None when all is well."""
    fault = _fault(value, where, 0)
    return None if fault is None else invalid(where, fault)


def canonical_json(value: Json) -> bytes:
    """Return the RFC 8785 bytes of `value`; raises InvalidInput for what `check_json` would refuse."""
    if type(value) is dict and (plain := _plainly_written(value)) is not None:
        return plain
    fault = _fault(value, "value", 0)
    if fault is not None:
        raise InvalidInput(fault)
    return rfc8785.dumps(value)


def digest(value: Json) -> str:
    """Return the SHA-256 of the canonical JSON of `value`, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def commitment(key: bytes, value: Json) -> str:
    """Return the HMAC-SHA-256 of the canonical JSON of `value`, 64 hexadecimal digits; void once `key` is destroyed."""
    return hmac.new(key, canonical_json(value), hashlib.sha256).hexdigest()


def is_finite_number(value: object) -> TypeGuard[float]:
    """Tell whether `value` is a number that a double holds exactly enough; a truth value is none."""
    match value:
        case bool():
            return False
        case int():
            return abs(value) <= LARGEST_INTEGER
        case float():
            return math.isfinite(value)
        case _:
            return False


def _plainly_written(fields: dict[str, Json]) -> bytes | None:
    """Return the bytes of an object that the standard library, ten times as fast, writes the same; None for others.

    Names of ASCII sort by code points as they do in UTF-16.
    """
    plain: dict[str, Json] = {}
    for name, value in fields.items():
        kind = type(value)
        if type(name) is not str or not name.isascii():
            return None
        plain[name] = value
        if kind not in _PLAIN:
            number = _plain_number(value)
            if number is None:
                return None
            plain[name] = number
    try:
        return _WRITER.encode(plain).encode()
    except UnicodeEncodeError:
        return None


def _plain_number(value: Json) -> float | None:
    """Return a number, as an int where it is whole; None where the two writers differ, or for what is no number."""
    if type(value) is int or (type(value) is float and value.is_integer()):
        return int(value) if abs(value) <= LARGEST_INTEGER else None
    return value if type(value) is float and _ALIKE[0] <= abs(value) < _ALIKE[1] else None


def _fault(value: object, where: str, depth: int) -> str | None:
    match value:
        case None | bool():
            return None
        case str():
            return _text_fault(value, where)
        case int():
            return _integer_fault(value, where)
        case float():
            return None if math.isfinite(value) else f"{where} is {value}: send a finite number or null."
        case dict() | list() | tuple() if depth == DEEPEST_NESTING:
            return f"{where} is nested deeper than {DEEPEST_NESTING} levels: flatten it."
        case dict():
            return _first_fault_of_fields(value, where, depth)
        case list() | tuple():
            return _first_fault_of_items(value, where, depth)
        case _:
            return f"{where} is a {type(value).__name__}, which JSON cannot hold: {_WHAT_IT_HOLDS}."


def _text_fault(value: str, where: str) -> str | None:
    if value.isascii():
        return None
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        return f"{where} holds half a surrogate pair at character {error.start + 1}: send valid Unicode."
    return None


def _integer_fault(value: int, where: str) -> str | None:
    if -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
        return None
    return f"{where} is an integer beyond ±(2^53 - 1), which JSON readers round: send it as text."


def _first_fault_of_fields(value: dict[object, object], where: str, depth: int) -> str | None:
    for name, item in value.items():
        if not isinstance(name, str):
            return f"{where} has a field name that is not text: name each field by a text."
        if fault := _text_fault(name, f"a field name of {where}") or _fault(item, f"{where}.{name}", depth + 1):
            return fault
    return None


def _first_fault_of_items(value: list[object] | tuple[object, ...], where: str, depth: int) -> str | None:
    for position, item in enumerate(value):
        if fault := _fault(item, f"{where}[{position}]", depth + 1):
            return fault
    return None
