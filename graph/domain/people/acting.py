"""Who acts for whom, and when: chains of people of whom each acts for the next, and where they must not lead."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

LONGEST_CHAIN = 4
"""Links of one chain: as far as a claim looks for whom somebody acts, so that a tie beyond it would stay unseen."""


@dataclass(frozen=True, slots=True)
class ActingFor:
    """One person acts for another, from `since` up to (not at) `until`; None: without a beginning or an end."""

    actor_id: str
    actor: str
    principal_id: str
    principal: str
    since: datetime | None = None
    until: datetime | None = None

    def runs(self, now: datetime) -> bool:
        """Tell whether the one acts for the other at a moment."""
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)

    @property
    def sentence(self) -> str:
        """Return the link in words."""
        return f"{self.actor} acts for {self.principal}"


Chain = tuple[ActingFor, ...]


def running_chains(person_id: str, links: Iterable[ActingFor], now: datetime) -> list[Chain]:
    """Return every way from a person to somebody for whom they act now, directly or through others, the short first."""
    running = [one for one in links if one.runs(now)]
    return sorted((chain for chain in _onward(person_id, running, ()) if chain), key=len)


def chain_sentence(chain: Iterable[ActingFor]) -> str:
    """Return a chain in words, which a refusal shows."""
    return "; ".join(one.sentence for one in chain)


def stands_in(person_id: str, links: Sequence[ActingFor], now: datetime) -> str:
    """Return who has the work of a person now: the last of those who act for one another.

    The person keeps it where nobody acts for them, and where those who do go in a circle.
    """
    holder, passed = person_id, {person_id}
    while (link := next((one for one in links if one.principal_id == holder and one.runs(now)), None)) is not None:
        holder = link.actor_id
        if holder in passed:
            return person_id
        passed.add(holder)
    return holder


def next_change(links: Iterable[ActingFor], now: datetime) -> datetime | None:
    """Return the next moment at which a link begins or ends, None where nothing will change."""
    moments = (moment for one in links for moment in (one.since, one.until))
    return min((moment for moment in moments if moment is not None and moment > now), default=None)


def circle_of(link: ActingFor, links: Sequence[ActingFor]) -> Chain:
    """Return the circle that a link would close with others at some moment, itself first; empty where there is none."""
    if link.actor_id == link.principal_id:
        return (link,)
    ways = _onward(link.principal_id, links, (link,))
    return next((way for way in ways if way[-1].principal_id == link.actor_id), ())


def longest_chain(link: ActingFor, links: Sequence[ActingFor]) -> int:
    """Return how many links the longest chain through a link has at some moment."""
    return max(len(onward) for back in _backward((link,), links) for onward in _onward(link.principal_id, links, back))


def _onward(person_id: str, links: Sequence[ActingFor], before: Chain) -> Iterator[Chain]:
    """Yield `before` and every longer chain that goes on from a person, none of which passes anybody twice."""
    yield before
    passed = {one.actor_id for one in before}
    for one in links:
        chain = (*before, one)
        if one.actor_id == person_id and one.actor_id not in passed and _at_one_moment(chain):
            yield from _onward(one.principal_id, links, chain)


def _backward(chain: Chain, links: Sequence[ActingFor]) -> Iterator[Chain]:
    yield chain
    passed = {one.principal_id for one in chain}
    for one in links:
        longer = (one, *chain)
        if one.principal_id == chain[0].actor_id and one.actor_id not in passed and _at_one_moment(longer):
            yield from _backward(longer, links)


def _at_one_moment(chain: Chain) -> bool:
    since = max((one.since for one in chain if one.since is not None), default=None)
    until = min((one.until for one in chain if one.until is not None), default=None)
    return since is None or until is None or since < until
