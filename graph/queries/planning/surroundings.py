"""What a frozen snapshot leaves out of the cases of a point: teams, owners, names, and how their reviews went."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query
from graph.queries.planning.snapshot import FreezeParams


class DecidedParams(NamedTuple):
    """Which point, as known before which moment (ms), in which chunks; `limits` as for filters of decisions."""

    point: str
    as_of: int
    chunk: int
    limits: Mapping[str, float | None]


class DecidedChunk(NamedTuple):
    """Decisions: the team of who decided (empty: none), and whether it was against the model's advice."""

    chunk: int
    decisions: Sequence[str]
    teams: Sequence[str]
    against: Sequence[bool]


class ReviewedChunk(NamedTuple):
    """Tasks by the ids of their cases: due, done and first escalated (ms, -1: not)."""

    chunk: int
    cases: Sequence[str]
    due: Sequence[int]
    done: Sequence[int]
    escalated: Sequence[int]


class VersionNamesParams(NamedTuple):
    """Ids of dataset, policy and model versions."""

    ids: Sequence[str]


class VersionNamesRow(NamedTuple):
    """A version: what a policy or model version is called; of a dataset version its source and the data's owner."""

    id: str
    name: str | None
    source: str | None
    owner: str | None


DECIDED = Query("planning/surroundings/decided.cypher", DecidedParams, DecidedChunk, Access.READ, hot=True)
REVIEWED = Query("planning/surroundings/reviewed.cypher", FreezeParams, ReviewedChunk, Access.READ, hot=True)
VERSION_NAMES = Query("planning/surroundings/named.cypher", VersionNamesParams, VersionNamesRow, Access.READ, hot=True)
