"""A feed of what happens: each thing once, although two looks at the graph overlap."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from graph.domain.kernel.ids import ENTROPY_BYTES, uuid7

OVERLAP = timedelta(seconds=5)
"""How far each look goes back: ids are given before a commit, and one that takes longer has met a failing database."""


class Identified(Protocol):
    """What has a time-sortable id."""

    @property
    def id(self) -> str:
        """Return the id."""
        ...


T = TypeVar("T", bound=Identified)


class NewOnes:
    """Tells what was not there at an earlier look; what happened before the first look is not new."""

    def __init__(self, now: datetime) -> None:
        """Begin at a moment."""
        self._began = first_id(now)
        self._looked = now
        self._seen: set[str] = set()

    @property
    def since(self) -> str:
        """Return after which id to look: further back than the last look that succeeded."""
        return max(self._began, first_id(self._looked - OVERLAP))

    def of(self, rows: Iterable[T], at: datetime) -> Sequence[T]:
        """Return the rows of a look at a moment that no earlier look had, in their order."""
        fresh = [row for row in rows if row.id not in self._seen]
        self._looked = at
        self._seen = {one for one in self._seen if one > self.since} | {row.id for row in fresh}
        return fresh


def first_id(at: datetime) -> str:
    """Return the least id of a moment's millisecond."""
    return uuid7(at, bytes(ENTROPY_BYTES))
