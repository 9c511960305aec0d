"""For whom somebody acts, as the rules of a claim and a verdict take it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.stored import Stored
from graph.domain.people.acting import ActingFor, next_change
from graph.domain.people.delegation import DELEGATED
from graph.domain.review.eligibility import HeldCourse, Principal, Tie
from graph.queries.review.tasks import FactsRow
from graph.store.people.acting_links import link_of


@dataclass(frozen=True, slots=True)
class ActingNow:
    """For whom somebody acts at a moment, and who has their own work, None where nobody."""

    principals: tuple[Principal, ...]
    away: ActingFor | None


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom somebody acts now or later, and who has their own work now or later."""

    principals: tuple[Principal, ...]
    deputies: tuple[ActingFor, ...]
    others: tuple[ActingFor, ...] = ()

    def at(self, now: datetime) -> ActingNow:
        """Return what holds at a moment."""
        principals = tuple(one for one in self.principals if all(link.runs(now) for link in one.chain))
        return ActingNow(principals, next((one for one in self.deputies if one.runs(now)), None))

    def changes_after(self, now: datetime) -> int | None:
        """Return the moment (ms) up to which that holds, None where it will not change by itself."""
        links = (*(link for one in self.principals for link in one.chain), *self.deputies, *self.others)
        change = next_change(links, now)
        return None if change is None else milliseconds(change)


def acting_of(row: FactsRow) -> Acting:
    """Return what a read of a task brings of whom the person who asks acts for."""
    principals = tuple(
        Principal(tuple(map(link_of, one["chain"])), ties_of(one["ties"]), trainings_of(one["trainings"]))
        for one in row.acting
    )
    made = tuple(link_of(one) for one in row.deputies if one["kind"] == DELEGATED)
    return Acting(principals, made, tuple(link_of(one) for one in row.deputies if one["kind"] != DELEGATED))


def ties_of(stored: Iterable[Stored]) -> tuple[Tie, ...]:
    """Return stored ties as the rules take them."""
    return tuple(Tie(tie["kind"] or "tied", tie["id"], tie["name"] or tie["id"]) for tie in stored)


def trainings_of(stored: Iterable[Stored]) -> tuple[HeldCourse, ...]:
    """Return stored trainings as the rules take them."""
    return tuple(HeldCourse(one["course"], moment(one["from"]), moment(one["until"])) for one in stored)
