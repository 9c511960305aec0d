"""The part of a sorted list that one page or one count looks through: from its newer or its older end."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.ordering import LAST
from graph.domain.kernel.problems import Problem, invalid
from graph.queries.decision.filtered import PLACES_OF_CASE, PlacesParams, PlacesRow
from graph.queries.decision.pages import EndParams, EndRow, StartParams
from graph.queries.kernel.query import Query
from graph.store.decision.pages import ListOrder
from graph.store.kernel.store import Store
from graph.store.kernel.walking import MOST_COUNTED, end_of_walk, start_of_walk

_AFTER = " "
"""What makes of a place the first one after it: no place is another one with a blank behind it."""


@dataclass(frozen=True, slots=True)
class SortedList:
    """A list by the statements that count off its rows from either end."""

    end: Query[EndParams, EndRow]
    start: Query[StartParams, EndRow]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places from `since` to before `before`; `until`: where a page ends that looked through as many as it may."""

    since: str
    before: str
    until: str | None = None

    def between(self, first: str | None, last: str | None) -> "Stretch":
        """Return the part from a first to a last place; nothing where there is none."""
        if first is None or last is None:
            return Stretch(LAST, LAST)
        return Stretch(max(self.since, first), min(self.before, f"{last}{_AFTER}"))


def period_fault(since: datetime | None, until: datetime | None) -> Problem | None:
    """Refuse a period that ends before it begins."""
    if since is not None and until is not None and since >= until:
        return invalid("where.from", "from must lie before to: exchange the two.")
    return None


async def stretch_of(store: Store, rows: SortedList, whole: Stretch, order: ListOrder, place: str | None) -> Stretch:
    """Return what one page looks through of a stretch, after a place in the order."""
    if order is ListOrder.NEWEST_FIRST:
        before = place or whole.before
        until = await end_of_walk(store, rows.end, before)
        until = None if until is None or until < whole.since else until
        return Stretch(until or whole.since, before, until)
    since = whole.since if place is None else f"{place}{_AFTER}"
    until = await start_of_walk(store, rows.start, since)
    until = None if until is None or until >= whole.before else until
    return Stretch(since, whole.before if until is None else f"{until}{_AFTER}", until)


async def too_long_from(store: Store, rows: SortedList, whole: Stretch) -> str | None:
    """Return the place from which on a stretch has `MOST_COUNTED` rows; None where it has no more than that."""
    end = await end_of_walk(store, rows.end, whole.before, MOST_COUNTED + 1)
    return None if end is None or end < whole.since else end


async def places_of_case(store: Store, external_id: str) -> PlacesRow:
    """Return where the cases of an external id, their decisions and tasks stand in their lists."""
    (row,) = await store.graph.read(PLACES_OF_CASE, PlacesParams(external_id))
    return row
