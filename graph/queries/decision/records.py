"""What is on record of decisions, each with all that belongs to it."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query


class RecordsParams(NamedTuple):
    """Which decisions, and outcomes known by when (ms) rate them."""

    ids: Sequence[str]
    known_by: int


class RecordRow(NamedTuple):
    """A decision with maps of what belongs to it, None where it has none of a kind.

    `named` holds keys and words of features, `further` the scores of further models that rules read; `badly` tells
    whether it ended badly, None while that is open.
    """

    decision: Stored
    case: Stored
    point: Stored
    who: Stored | None
    review: Stored | None
    packet: Stored | None
    gate: Stored | None
    snapshot: Stored | None
    findings: Sequence[str] | None
    data: Stored | None
    source: Stored | None
    prediction: Stored | None
    further: Sequence[Stored]
    model: Stored | None
    policy: Stored | None
    run: Stored | None
    named: Sequence[Stored]
    undone: Stored | None
    outcomes: Sequence[Stored]
    badly: bool | None
    entry: Stored | None


RECORDS = Query("decision/details/records.cypher", RecordsParams, RecordRow, Access.READ, hot=True)
