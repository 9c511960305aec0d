"""What became of earlier requests."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from graph.queries._query import Access, Query
from graph.queries._rows import Rows


class UsedKeyRow(NamedTuple):
    """Which of the keys (`account|operation|client key`) it is, the digest of its request and the result as JSON."""

    place: int
    used: Mapping[str, Any]


USED_KEY = Query("request/used_key.cypher", Rows, UsedKeyRow, Access.READ, hot=True)
