"""Which exceptions hold for a case at its point; nothing is read where none is open there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from graph.domain.gate.waivers import WaivableCase, Waiver, open_waivers
from graph.queries.registry.exceptions import WAIVABLE_CASE, WaivableCaseParams
from graph.store.kernel.decision_point import Point
from graph.store.kernel.store import Store


@dataclass(frozen=True, slots=True)
class NewCaseFacts:
    """What a case that is not stored yet is about: keys of its entities, and ids of who asked for or sent it."""

    entities: Sequence[str] = field(default=())
    people: Sequence[str] = field(default=())


STORED = NewCaseFacts()
"""A case that is stored says that itself."""


async def waivers_for(
    store: Store, point: Point, case_id: str, now: datetime, new: NewCaseFacts = STORED
) -> tuple[Waiver, ...]:
    """Return the exceptions that hold for a case now, as its point stands."""
    if not any(one.until > now for one in point.waivers):
        return ()
    granters = sorted({one.granter_id for one in point.waivers})
    wanted = WaivableCaseParams(case_id, list(new.entities), list(new.people), granters)
    (row,) = await store.graph.read(WAIVABLE_CASE, wanted)
    return open_waivers(point.waivers, WaivableCase(case_id, row.entities, row.categories, row.gainers), now)
