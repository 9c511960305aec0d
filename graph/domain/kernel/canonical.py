"""Canonical JSON (RFC 8785) and digests over it: equal values always give equal bytes."""

import hashlib
import hmac
import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias, TypeGuard

import orjson
import rfc8785

from graph.domain.kernel.problems import Problem, invalid
from graph.errors import InvalidInput

Scalar: TypeAlias = str | float | int | bool | None
Json: TypeAlias = "Scalar | Sequence[Json] | Mapping[str, Json]"

LARGEST_INTEGER = 2**53 - 1
"""The largest whole number below which a double holds every one (RFC 7493), as JSON readers expect."""
DEEPEST_NESTING = 32
"""Far deeper than any case is nested, and far from the limits of recursion."""
_LEAST_ALIKE = 1e-4
"""The least fraction that the fast writer writes without an exponent, as the standard asks."""
_NUMBERS = frozenset({int, float})
_WHAT_IT_HOLDS = "send a text, a number, a truth value, null, a list or an object"


def check_json(value: object, where: str) -> Problem | None:
    """Say what in `value` has no exact JSON form, naming its place under `where`; None when all is well."""
    if _quickly_written(value) is not None:
        return None
    fault = _fault(value, where, 0)
    return None if fault is None else invalid(where, fault)


def canonical_json(value: Json) -> bytes:
    """Return the RFC 8785 bytes of `value`; raises InvalidInput for what `check_json` would refuse."""
    if (quickly := _quickly_written(value)) is not None:
        return quickly
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


class _NotPlain(Exception):
    """The value holds something that the two writers may write differently, or that has no exact JSON form."""


def _quickly_written(value: object) -> bytes | None:
    """Return the bytes of a value that orjson, many times as fast, writes as RFC 8785 does; None for others.

    Names of ASCII sort by code points as they do in UTF-16.
    """
    try:
        return orjson.dumps(_plain(value, 0), option=orjson.OPT_SORT_KEYS)
    except (_NotPlain, orjson.JSONEncodeError):
        return None


def _plain(value: object, depth: int) -> object:
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return value
    if isinstance(value, float | int):
        return _plain_number(value)
    if depth == DEEPEST_NESTING:
        raise _NotPlain
    if isinstance(value, dict):
        return {_plain_name(name): _plain(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one, depth + 1) for one in value]
    raise _NotPlain


def _plain_name(name: object) -> object:
    if type(name) is str and name.isascii():
        return name
    raise _NotPlain


def _plain_number(value: float) -> float:
    """Return a number, as an int where it is whole; one of a subclass may be written otherwise."""
    if type(value) in _NUMBERS and abs(value) <= LARGEST_INTEGER:
        whole = int(value)
        if whole == value:
            return whole
        if abs(value) >= _LEAST_ALIKE:
            return value
    raise _NotPlain


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
