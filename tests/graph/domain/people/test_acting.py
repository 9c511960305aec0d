"""Chains of people who act for one another: what brute force over moments and orders of people says of them."""

from datetime import timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.people.acting import (
    ActingFor,
    chain_sentence,
    circle_of,
    longest_chain,
    next_change,
    running_chains,
    stands_in,
)
from tests.builders.values import NOW

PEOPLE = ("ana", "ben", "cleo", "dan")
ORDERS = [order for size in range(2, len(PEOPLE) + 1) for order in permutations(PEOPLE, size)]
HOURS = st.integers(0, 5)


def link(actor: str, principal: str, since: int = 0, until: int = 6) -> ActingFor:
    begins, ends = (NOW + timedelta(hours=one) for one in (since, until))
    return ActingFor(actor, actor.title(), principal, principal.title(), begins, ends)


@st.composite
def some_links(draw: st.DrawFn) -> ActingFor:
    actor, principal = draw(st.permutations(PEOPLE))[:2]
    since = draw(HOURS)
    return link(actor, principal, since, since + draw(st.integers(1, 4)))


@st.composite
def some_made(draw: st.DrawFn) -> list[ActingFor]:
    """Links as they come about: none that closes a circle."""
    made: list[ActingFor] = []
    for one in draw(LINKS):
        made = made if circle_of(one, made) else [*made, one]
    return made


LINKS = st.lists(some_links(), max_size=6)


def chains_by_brute_force(links: list[ActingFor], hour: int) -> set[tuple[str, ...]]:
    """Every order of some people of whom each acts for the next at one moment."""
    now = NOW + timedelta(hours=hour)
    pairs = {(one.actor_id, one.principal_id) for one in links if one.runs(now)}
    return {order for order in ORDERS if all(step in pairs for step in pairwise(order))}


@given(LINKS, HOURS)
def test_running_chains_are_the_orders_of_people_who_act_for_the_next_at_that_moment(
    links: list[ActingFor], hour: int
) -> None:
    now = NOW + timedelta(hours=hour)

    ways = {
        (person, *(one.principal_id for one in chain))
        for person in PEOPLE
        for chain in running_chains(person, links, now)
    }

    assert {way for way in ways if len(set(way)) == len(way)} == chains_by_brute_force(links, hour)


@given(some_links(), LINKS)
def test_a_link_is_refused_exactly_when_a_circle_runs_at_some_moment(new: ActingFor, links: list[ActingFor]) -> None:
    circle = circle_of(new, links)

    moments = range(10)
    runs = [hour for hour in moments if new.runs(NOW + timedelta(hours=hour))]
    expected = any((new.principal_id, *way) for hour in runs for way in _ways_back(new, links, hour))
    assert bool(circle) is expected
    assert all(one.principal_id == other.actor_id for one, other in pairwise(circle))


def _ways_back(new: ActingFor, links: list[ActingFor], hour: int) -> list[tuple[str, ...]]:
    ends = (new.principal_id, new.actor_id)
    return [order for order in chains_by_brute_force(links, hour) if (order[0], order[-1]) == ends]


@given(some_links(), some_made())
def test_the_longest_chain_is_the_longest_order_that_holds_the_link(new: ActingFor, links: list[ActingFor]) -> None:
    if circle_of(new, links):
        return

    longest = longest_chain(new, links)

    step = (new.actor_id, new.principal_id)
    orders = [
        order
        for hour in range(10)
        if new.runs(NOW + timedelta(hours=hour))
        for order in chains_by_brute_force([*links, new], hour)
        if step in pairwise(order)
    ]
    assert longest == max(len(order) for order in orders) - 1


@given(LINKS, HOURS)
def test_work_lies_with_one_person_who_is_not_away_or_goes_in_a_circle(links: list[ActingFor], hour: int) -> None:
    now = NOW + timedelta(hours=hour)
    running = [one for one in links if one.runs(now)]
    for person in PEOPLE:
        holder = stands_in(person, links, now)
        if holder != person:
            assert all(one.principal_id != holder for one in running)
            assert any(chain[-1].principal_id == person for chain in running_chains(holder, links, now))


@pytest.mark.parametrize(
    ("hour", "change"), [(-1, 0), (0, 2), (2, 6), (6, None)], ids=["before", "first", "second", "after"]
)
def test_rights_change_when_a_link_begins_or_ends(hour: int, change: int | None) -> None:
    links = [link("ana", "ben"), link("cleo", "ben", 2)]

    moment = next_change(links, NOW + timedelta(hours=hour))

    assert moment == (None if change is None else NOW + timedelta(hours=change))


def test_a_chain_reads_as_a_sentence() -> None:
    assert chain_sentence((link("ana", "ben"), link("ben", "cleo"))) == "Ana acts for Ben; Ben acts for Cleo"
