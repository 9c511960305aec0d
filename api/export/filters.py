"""Filters in a query string: each name known, each value of its kind, or a sentence that says what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias, TypeVar

from api.graphql.identifiers import node_id
from graph.domain.kernel.moments import read_moment
from graph.domain.kernel.problems import Problem, invalid

Reader: TypeAlias = Callable[[str, str], object]
"""Takes the name and the text of a parameter; returns its value, or a Problem."""
E = TypeVar("E", bound=StrEnum)


def read_filters(readers: Mapping[str, Reader], given: Sequence[tuple[str, str]]) -> dict[str, object] | Problem:
    """Return the values by name; the first parameter that is unknown, given twice or wrong is refused."""
    values: dict[str, object] = {}
    for name, text in given:
        if name not in readers:
            return invalid(name, f"There is no filter {name}: this list takes {', '.join(readers) or 'none'}.")
        if name in values:
            return invalid(name, f"{name} is given twice: give it once, several states parted by commas.")
        value = readers[name](name, text)
        if isinstance(value, Problem):
            return value
        values[name] = value
    return values


def text(name: str, given: str) -> str | Problem:
    """Read a text that is not empty."""
    return given or invalid(name, f"{name} is empty: leave it out instead.")


def flag(name: str, given: str) -> bool | Problem:
    """Read true or false."""
    known = {"true": True, "false": False}
    return known[given] if given in known else invalid(name, f"{name} takes true or false, not {given!r}.")


def moment(name: str, given: str) -> datetime | Problem:
    """Read an ISO time with an offset; a `+` that was sent bare arrives as a blank."""
    return read_moment(given.replace(" ", "+"), name)


def several(kind: type[E]) -> Reader:
    """Return the reader of some members of an enumeration, parted by commas."""

    def read(name: str, given: str) -> list[E] | Problem:
        known = {member.value: member for member in kind}
        wrong = [part for part in given.split(",") if part not in known]
        if wrong:
            return invalid(name, f"{name} takes some of {', '.join(known)}, not {wrong[0]!r}.")
        return [known[part] for part in given.split(",")]

    return read


def one_of(*known: str) -> Reader:
    """Return the reader of one of these texts."""

    def read(name: str, given: str) -> str | Problem:
        return given if given in known else invalid(name, f"{name} takes {' or '.join(known)}, not {given!r}.")

    return read


def id_of(kind: str) -> Reader:
    """Return the reader of the id of a node of `kind`."""

    def read(name: str, given: str) -> str | Problem:
        return node_id(given, kind, name)

    return read
