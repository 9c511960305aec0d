"""Accounts, people and the keys of their text."""

from dataclasses import dataclass

from graph.queries._query import Access, Query


@dataclass(frozen=True)
class ErasureKeyParams:
    """Whose key, and the one to keep if there is none; `at` in epoch milliseconds."""

    key: str
    id: str
    wrapped: str
    at: int


@dataclass(frozen=True)
class ErasureKeyRow:
    """The wrapped key in hexadecimal digits."""

    wrapped: str


ERASURE_KEY = Query("people/erasure_key.cypher", ErasureKeyParams, ErasureKeyRow, Access.WRITE)
