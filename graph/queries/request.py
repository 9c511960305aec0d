"""What became of earlier requests."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from graph.queries._query import Access, Query


class UsedKeyParams(NamedTuple):
    """The stored key: `account|operation|client key`."""

    key: str


class UsedKeyRow(NamedTuple):
    """The digest of the request and its result as JSON."""

    used: Mapping[str, Any]


USED_KEY = Query("request/used_key.cypher", UsedKeyParams, UsedKeyRow, Access.READ, hot=True)
