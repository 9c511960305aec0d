"""What the newest decisions of a point rest on, and how the scores of its newest cases add up."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from graph.queries.kernel.query import Access, Query

GroundItem: TypeAlias = tuple[int, str | None, Sequence[str], Sequence[str]]
"""A decision: when (ms), the id of its policy version, and those of its dataset and model versions."""
DayItem: TypeAlias = tuple[int, str | None, Sequence[str], Sequence[str], int]
"""Decisions of a day on the same grounds: when it begins (ms), ids as in a GroundItem, and how many they are."""
ScoreItem: TypeAlias = tuple[str, float, Sequence[str] | None, Sequence[float] | None, str]
"""A score: its target (empty for the main model's), log-odds, features, what each adds, and the model version's id."""
CaseItem: TypeAlias = tuple[str, str, int, bool, Sequence[str], Sequence[ScoreItem]]
"""A case: values as JSON, quality, reach (-1: unknown), whether a person is required, dataset versions, scores."""
VersionItem: TypeAlias = tuple[str, str, str, str, str | None, str | None, Sequence[str]]
"""A dataset version: id, version, id and name of its dataset, those of its source, keys of the dataset's features."""
ModelItem: TypeAlias = tuple[str, str, str, str, Sequence[tuple[str, str, str | None]]]
"""A model version: id, name, version, target, and id, key and label (or none) of each feature that it depends on."""
PolicyItem: TypeAlias = tuple[str, str, int]
"""A policy version: id, key and number."""


class RecentParams(NamedTuple):
    """Which point, between which sort keys, and how many decisions and explained cases at most."""

    point: str
    since: str
    before: str
    most: int
    explained: int


class RecentRow(NamedTuple):
    """Lists, the newest first, and what the point is called."""

    decisions: Sequence[GroundItem]
    cases: Sequence[CaseItem]
    versions: Sequence[VersionItem]
    models: Sequence[ModelItem]
    policies: Sequence[PolicyItem]
    point_name: str


class RestedParams(NamedTuple):
    """Which point, between which sort keys, as known before which moment, and how long a day is (both ms)."""

    point: str
    since: str
    before: str
    as_of: int
    day: int


class RestedRow(NamedTuple):
    """Lists, in no order."""

    decisions: Sequence[DayItem]
    versions: Sequence[VersionItem]
    models: Sequence[ModelItem]
    policies: Sequence[PolicyItem]


RECENT = Query("planning/impact/recent.cypher", RecentParams, RecentRow, Access.READ, hot=True)
RESTED = Query("planning/impact/rested.cypher", RestedParams, RestedRow, Access.READ, hot=True)
