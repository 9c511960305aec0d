"""Spot checks: which drawn decisions can be judged now, how many could have been drawn, and how far the checks are."""

from typing import NamedTuple

from graph.queries.kernel.query import Access, Query


class DueChecksParams(NamedTuple):
    """Key of the drawn decisions that wait (SpotCheckKey), now (ms), and how many at most."""

    key: str
    now: int
    limit: int


class DueCheckRow(NamedTuple):
    """A drawn decision that is final and in force, and whose case nobody looks at again now."""

    decision_id: str


DUE_CHECKS = Query("decision/spot_checks/due.cypher", DueChecksParams, DueCheckRow, Access.READ, hot=True)


class DrawnParams(NamedTuple):
    """How the keys of a point's drawn decisions begin."""

    prefix: str


class DrawnRow(NamedTuple):
    """A drawn decision: its verdict, with which probability, how far its check is (SpotCheckKey), and its case."""

    decision_id: str
    verdict: str
    probability: float
    key: str
    decided_at: int
    case_id: str
    external_id: str


DRAWN = Query("decision/spot_checks/drawn.cypher", DrawnParams, DrawnRow, Access.READ, hot=True)


class DrawableParams(NamedTuple):
    """A decision point."""

    point: str


class DrawableRow(NamedTuple):
    """How many automatic decisions of a verdict could have been drawn."""

    verdict: str
    decisions: int


DRAWABLE = Query("decision/spot_checks/drawable.cypher", DrawableParams, DrawableRow, Access.READ, hot=True)
