"""What an organisation hangs on: the same as trying each member's absence, and each way, one by one."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from graph.domain.people.organisation import (
    Bond,
    OrganisationEdge,
    Ring,
    SinglePoint,
    conflict_path,
    rings,
    single_points,
)
from graph.domain.people.organisation import (
    OrganisationUnit as Unit,
)

POINTS = [Unit("DecisionPoint", f"p{number}", f"Point {number}") for number in range(2)]
QUEUES = [Unit("Queue", f"q{number}", f"Queue {number}") for number in range(3)]
PEOPLE = [Unit("Person", f"a{number}", f"Person {number}") for number in range(3)]


def in_queue(point: Unit, queue: Unit) -> OrganisationEdge:
    return OrganisationEdge(point, Bond.IN_QUEUE, queue)


def decides(queue: Unit, person: Unit) -> OrganisationEdge:
    return OrganisationEdge(queue, Bond.DECIDES_IN, person)


def escalates(queue: Unit, other: Unit) -> OrganisationEdge:
    return OrganisationEdge(queue, Bond.ESCALATES_TO, other)


def acts_for(person: Unit, other: Unit) -> OrganisationEdge:
    return OrganisationEdge(person, Bond.ACTS_FOR, other)


def some(tie: Bond, sources: list[Unit], targets: list[Unit]) -> st.SearchStrategy[list[OrganisationEdge]]:
    one = st.builds(OrganisationEdge, st.sampled_from(sources), st.just(tie), st.sampled_from(targets))
    return st.lists(one, max_size=4, unique=True)


WORK = st.builds(
    lambda first, second, third: first + second + third,
    some(Bond.IN_QUEUE, POINTS, QUEUES),
    some(Bond.ESCALATES_TO, QUEUES, QUEUES),
    some(Bond.DECIDES_IN, QUEUES, PEOPLE),
)


def reaches_people(edges: list[OrganisationEdge], start: Unit, without: Unit | None = None) -> bool:
    seen, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        new = {edge.target for edge in edges if edge.source == here and edge.target != without} - seen
        seen |= new
        ahead += new
    return any(one.kind == "Person" for one in seen)


def test_the_only_person_of_a_queue_and_the_queue_are_single_points_and_two_people_are_none() -> None:
    alone = [in_queue(POINTS[0], QUEUES[0]), decides(QUEUES[0], PEOPLE[0])]

    assert single_points(alone) == [
        SinglePoint(PEOPLE[0], (POINTS[0],)),
        SinglePoint(QUEUES[0], (POINTS[0],)),
    ]
    assert single_points([*alone, decides(QUEUES[0], PEOPLE[1])]) == [SinglePoint(QUEUES[0], (POINTS[0],))]


def test_who_holds_up_the_most_points_comes_first() -> None:
    edges = [
        in_queue(POINTS[0], QUEUES[0]),
        in_queue(POINTS[1], QUEUES[1]),
        decides(QUEUES[0], PEOPLE[0]),
        decides(QUEUES[1], PEOPLE[0]),
    ]

    assert single_points(edges)[0] == SinglePoint(PEOPLE[0], (POINTS[0], POINTS[1]))


@given(WORK)
def test_a_single_point_is_whose_absence_leaves_a_point_without_anybody(edges: list[OrganisationEdge]) -> None:
    expected = {
        (one, point)
        for point in POINTS
        if reaches_people(edges, point)
        for one in QUEUES + PEOPLE
        if not reaches_people(edges, point, one)
    }

    assert {(one.member, point) for one in single_points(edges) for point in one.points} == expected


def test_a_ladder_that_leads_back_is_a_ring_in_its_order() -> None:
    ladder = [escalates(QUEUES[0], QUEUES[1]), escalates(QUEUES[1], QUEUES[2])]

    assert rings(ladder) == []
    assert rings([*ladder, escalates(QUEUES[2], QUEUES[1])]) == [Ring(Bond.ESCALATES_TO, (QUEUES[1], QUEUES[2]))]
    assert rings([acts_for(PEOPLE[0], PEOPLE[0])]) == [Ring(Bond.ACTS_FOR, (PEOPLE[0],))]


@given(some(Bond.ACTS_FOR, PEOPLE, PEOPLE))
def test_there_is_a_ring_where_some_order_of_people_leads_back(edges: list[OrganisationEdge]) -> None:
    held = {(edge.source, edge.target) for edge in edges}
    orders = [order for size in (1, 2, 3) for order in permutations(PEOPLE, size)]
    closed = [order for order in orders if set(zip(order, (*order[1:], order[0]), strict=True)) <= held]

    circles = rings(edges)

    assert bool(circles) is bool(closed)
    assert all(one.members in closed for one in circles)


def test_a_conflict_is_followed_whichever_way_its_ties_point() -> None:
    firm = Unit("BusinessEntity", "b1", "V-7")
    edges = [
        OrganisationEdge(PEOPLE[0], Bond.TIED_TO, firm),
        OrganisationEdge(PEOPLE[1], Bond.TIED_TO, firm),
        in_queue(POINTS[0], QUEUES[0]),
    ]

    assert conflict_path(edges, "a0", "a1") == edges[:2]
    assert conflict_path(edges, "a0", "a2") == []
