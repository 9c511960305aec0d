"""What all filtered lists have in common: a page of one, and how many rows answer a filter."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from graph.domain.kernel.problems import Problem
from graph.queries.decision.pages import PageRow
from graph.store.decision.pages import ListOrder, Page, Wanted, cut, place_in
from graph.store.decision.ranges import SortedList, Stretch, period_fault, stretch_of, too_long_from
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Filter = TypeVar("Filter", bound="DataclassInstance")
Item = TypeVar("Item")
Read = Callable[[Store, Sequence[str]], Awaitable[list[Item]]]


async def ids_alone(_: Store, ids: Sequence[str]) -> list[str]:
    """Return the ids themselves, for who reads the rest elsewhere."""
    return list(ids)


@dataclass(frozen=True, slots=True)
class FilteredList(Generic[Filter]):
    """A list by its name in cursors and the statements that read it.

    `period` returns from when to before when a filter looks, `whole` the stretch in which its rows can stand, `rows`
    as many of them as are wanted of a stretch, and `total` how many there are in one.
    """

    name: str
    sorted: SortedList
    period: Callable[[Filter], tuple[datetime | None, datetime | None]]
    whole: Callable[[Store, Filter], Awaitable[Stretch]]
    rows: Callable[[Store, Filter, Stretch, ListOrder, int], Awaitable[Sequence[PageRow]]]
    total: Callable[[Store, Filter, Stretch], Awaitable[int]]

    async def page(
        self, store: Store, wanted: Wanted, filters: Filter, order: ListOrder, read: Read[Item]
    ) -> Page[Item] | Problem:
        """Return the rows that answer a filter; `read` reads what is wanted of each by its id."""
        scope = f"{self.name} {order} {astuple(filters)}"
        place = period_fault(*self.period(filters)) or place_in(store, scope, wanted)
        if isinstance(place, Problem):
            return place
        stretch = await stretch_of(store, self.sorted, await self.whole(store, filters), order, place)
        rows = await self.rows(store, filters, stretch, order, wanted.first + 1)
        return cut(
            store, scope, wanted, rows, await read(store, [row.id for row in rows[: wanted.first]]), stretch.until
        )

    async def count(self, store: Store, filters: Filter) -> int | None:
        """Return how many rows answer a filter; None where more than `MOST_COUNTED` would be looked through."""
        stretch = await self.whole(store, filters)
        if await too_long_from(store, self.sorted, stretch) is not None:
            return None
        return await self.total(store, filters, stretch)
