"""A query file and its types: what it takes, what each row holds, how it accesses the graph."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from graph.queries.kernel.composed import composed, part_names, with_parts

P = TypeVar("P", bound=NamedTuple)
R = TypeVar("R", bound=NamedTuple)

GIVEN = "given"
"""The one parameter that is sent: a map of what the file names. The server plans a text anew for each size of a list
or string that it gets, one of 1, 10, 100 and so on, and for each null; inside a map it does not look."""
_PARAMETER = re.compile(r"\$(\w+)")


class Access(StrEnum):
    """Whether a statement only reads (a replica may serve it) or writes."""

    READ = "READ"
    WRITE = "WRITE"


class Nothing(NamedTuple):
    """No parameters."""


@dataclass(frozen=True)
class Query(Generic[P, R]):
    """One file under `cypher/`, its parameters and its row as named tuples, and its access.

    `hot` marks statements that answer a request or that a job of the worker sends: their plan must not scan a label.
    `seconds`: how long the server may spend on it, where that is less than on others. `parts`: which of the parts that
    can be left out of it are in its text; None for all.
    """

    file: str
    params: type[P]
    row: type[R]
    access: Access
    hot: bool = False
    seconds: float | None = None
    parts: frozenset[str] | None = None

    @cached_property
    def text(self) -> str:
        """Return the statement's text with its blocks, composed once."""
        lines = composed(self.file)
        held = lines if self.parts is None else with_parts(lines, self.parts)
        return "\n".join([*(line.text for line in held), ""])

    def only(self, parts: AbstractSet[str]) -> "Query[P, R]":
        """Return the statement with only these of its parts: the server plans in less time what it does not hold."""
        wanted = self._part_names & parts
        return self.shortened.setdefault(wanted, replace(self, parts=wanted))

    @cached_property
    def _part_names(self) -> frozenset[str]:
        return part_names(composed(self.file))

    @cached_property
    def shortened(self) -> "dict[frozenset[str], Query[P, R]]":
        """Return the statements with fewer parts that were wanted so far, by their parts."""
        return {}

    @cached_property
    def sent(self) -> str:
        """Return the text as it is sent: its parameters are entries of the map `GIVEN`."""
        return _PARAMETER.sub(rf"${GIVEN}.\1", self.text)

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        """Return the names of the parameters, in their order."""
        return self.params._fields

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the result columns, in their order."""
        return self.row._fields
