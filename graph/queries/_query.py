"""A query file and its types: what it takes, what each row holds, how it accesses the graph."""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from importlib import resources
from typing import Any, Generic, TypeVar, cast

P = TypeVar("P")
R = TypeVar("R")


class Access(StrEnum):
    """Whether a statement only reads (a replica may serve it) or writes."""

    READ = "READ"
    WRITE = "WRITE"


@dataclass(frozen=True)
class Query(Generic[P, R]):
    """One file under `cypher/`, its parameters and its row as frozen dataclasses, and its access.

    `hot` marks statements on the request path: their plan must not scan a label.
    """

    file: str
    params: type[P]
    row: type[R]
    access: Access
    hot: bool = False

    @cached_property
    def text(self) -> str:
        """Return the statement's text, read once."""
        return resources.files("cypher").joinpath(self.file).read_text(encoding="utf-8")

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        """Return the names of the parameters, in the order of the dataclass."""
        return _field_names(self.params)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the result columns, in the order of the dataclass."""
        return _field_names(self.row)


def _field_names(kind: type[object]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast("Any", kind)))
