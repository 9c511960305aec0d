"""What became of earlier requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.queries._query import Access, Query


@dataclass(frozen=True)
class UsedKeyParams:
    """The stored key: `account|operation|client key`."""

    key: str


@dataclass(frozen=True)
class UsedKeyRow:
    """The digest of the request and its result as JSON."""

    used: Mapping[str, Any]


USED_KEY = Query("request/used_key.cypher", UsedKeyParams, UsedKeyRow, Access.READ, hot=True)
