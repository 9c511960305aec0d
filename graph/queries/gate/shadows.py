"""What a trained model says of decisions that were made before it: stored in bulk, each once."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query


class AddShadowsParams(NamedTuple):
    """One item a decision in each list, by the key of its case; `lock` is any fresh text; `at` in ms since 1970.

    `target` names what a further model forecasts, and is None for the main one.
    """

    model: str
    lock: str
    case_keys: Sequence[str]
    ids: Sequence[str]
    probabilities: Sequence[float]
    margins: Sequence[float]
    target: str | None
    at: int


class AddedShadowsRow(NamedTuple):
    """How many were new."""

    added: int


class FinishShadowsParams(NamedTuple):
    """The key of a model version, and any fresh text."""

    model: str
    lock: str


class ShadowsRow(NamedTuple):
    """How many shadow predictions a model version has."""

    shadows: int


class UnshadowedParams(NamedTuple):
    """The key of a decision point."""

    point: str


class UnshadowedRow(NamedTuple):
    """The key of a model version."""

    key: str


ADD_SHADOWS = Query("registry/add_shadows.cypher", AddShadowsParams, AddedShadowsRow, Access.WRITE, hot=True)
FINISH_SHADOWS = Query("registry/finish_shadows.cypher", FinishShadowsParams, ShadowsRow, Access.WRITE, hot=True)
UNSHADOWED = Query("registry/unshadowed.cypher", UnshadowedParams, UnshadowedRow, Access.READ, hot=True)
