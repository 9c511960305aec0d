"""What became of earlier requests."""

from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row, Rows


@dataclass(frozen=True, slots=True)
class UsedKeyWanted(Row):
    """A stored key: `account|operation|client key`."""

    key: str


class UsedKeyRow(NamedTuple):
    """Which of the keys it is, the digest of its request and the result as JSON."""

    place: int
    used: Stored


USED_KEY = Query("kernel/request/used_key.cypher", Rows[UsedKeyWanted], UsedKeyRow, Access.READ, hot=True)
