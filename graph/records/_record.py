"""What every record shares: fields in Python's spelling, properties in the graph's."""

from collections.abc import Callable
from dataclasses import fields
from enum import Enum
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar, Union

T = TypeVar("T")
Property: TypeAlias = str | int | float | bool | list[str] | list[float] | None


class Unchanged(Enum):
    """The one value that says that a property stays as it is."""

    UNCHANGED = "UNCHANGED"


UNCHANGED: Final = Unchanged.UNCHANGED
Settable = Union[T, Unchanged]  # noqa: UP007  # an alias with a variable needs Union before Python 3.12
"""A property that an update sets or leaves alone; None removes it."""


class Record:
    """A node as it is stored: each field is the property of its name in camel case; None is stored as no property.

    The class is named by the node's label.
    """

    __slots__ = ()

    def stored(self) -> dict[str, Property]:
        """Return the properties as the driver takes them."""
        shape = shape_of(type(self))
        return dict(zip(shape.names, shape.values(self), strict=True))


class Update(Record):
    """Some properties of a stored node, set anew; those that are `UNCHANGED` stay."""

    __slots__ = ()

    def stored(self) -> dict[str, Property]:
        """Return the properties that are set or, by None, removed."""
        shape = shape_of(type(self))
        named = zip(shape.names, shape.values(self), strict=True)
        return {name: value for name, value in named if value is not UNCHANGED}


class Shape(NamedTuple):
    """The names under which the fields of a dataclass are sent, and what reads their values."""

    names: tuple[str, ...]
    values: Callable[[object], tuple[Any, ...]]


_SHAPES: dict[type, Shape] = {}


def shape_of(kind: type) -> Shape:
    """Return the shape of a dataclass, worked out once."""
    try:
        return _SHAPES[kind]
    except KeyError:
        names = tuple(field.name for field in fields(kind))
        return _SHAPES.setdefault(kind, Shape(tuple(map(camel_case, names)), values_of(names)))


def values_of(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    """Return what reads these attributes as a tuple, be it of one."""
    if len(names) > 1:
        return attrgetter(*names)
    (only,) = names
    return lambda one: (getattr(one, only),)


def camel_case(name: str) -> str:
    """Return a field's name as the graph spells it: `known_at` is `knownAt`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
