"""The queue kernel against simpy on the same draws: who is served when, and by whom, to the last digit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.simpy_queue import SimpyQueue
from forecasting.whatif.queueing import Habits, Raises, SecondLevel, Served, Team, Work, run_queue
from graph.errors import InvalidInput

DAY = 24.0


def same(ours: Served, theirs: Served) -> bool:
    return all(np.array_equal(getattr(ours, name), getattr(theirs, name)) for name in ("begun", "done", "server"))


def shifts(hours: list[tuple[float, float]], days: int) -> tuple[np.ndarray, np.ndarray]:
    begins = np.array([[day * DAY + first for day in range(days)] for first, _ in hours])
    ends = np.array([[day * DAY + last for day in range(days)] for _, last in hours])
    return begins, ends


@st.composite
def worlds(draw: st.DrawFn, *, whole: bool) -> tuple[Work, Team]:
    """Small worlds; whole numbers make many moments fall together."""
    size, people, kinds = draw(st.integers(0, 25)), draw(st.integers(1, 4)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    spread = rng.uniform(-10, 60, size)
    service = rng.uniform(0.1, 9, size)
    at = np.sort(np.floor(spread) if whole else spread)
    work = Work(
        at=at,
        kind=rng.integers(0, kinds, size),
        priority=rng.integers(0, 3, size),
        due=at + (rng.integers(1, 9, size) if whole else rng.uniform(1, 9, size)),
        service=np.ceil(service) if whole else service,
    )
    first = rng.integers(0, 12, people)
    begins, ends = shifts([(float(f), float(f + rng.integers(1, 12))) for f in first], 5)
    ends = np.where(rng.random(ends.shape) < 0.15, begins, ends)
    pace = np.ones(people) if whole else rng.uniform(0.5, 2, people)
    team = Team(rng.integers(0, 2**kinds, people), pace, rng.integers(0, 20, people).astype(float), begins, ends)
    return work, team


@given(worlds(whole=True))
@settings(max_examples=250, deadline=None)
def test_moments_that_fall_together_are_settled_as_in_simpy(world: tuple[Work, Team]) -> None:
    assert same(run_queue(*world), SimpyQueue(*world).run())


@given(worlds(whole=False))
@settings(max_examples=250, deadline=None)
def test_the_kernel_gives_what_simpy_gives_to_the_last_digit(world: tuple[Work, Team]) -> None:
    assert same(run_queue(*world), SimpyQueue(*world).run())


def one_server(begins: float, ends: float, days: int = 1) -> Team:
    opened, closed = shifts([(begins, ends)], days)
    return Team(np.array([1]), np.ones(1), np.zeros(1), opened, closed)


def tasks(*rows: tuple[float, int, float, float]) -> Work:
    at, priority, due, service = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    return Work(at, np.zeros(len(rows), np.int64), priority.astype(np.int64), due, service)


def test_higher_priority_comes_first_then_the_earlier_due() -> None:
    work = tasks((1, 0, 4, 1), (1, 0, 3, 1), (1, 2, 9, 1))

    served = run_queue(work, one_server(8, 18))

    assert served.begun.tolist() == [10, 9, 8]


def test_a_task_begun_before_the_shift_ends_is_finished_and_the_next_waits_for_the_next_shift() -> None:
    work = tasks((9, 0, 99, 2), (9, 0, 99, 2))

    served = run_queue(work, one_server(9, 10, days=2))

    assert served.begun.tolist() == [9, DAY + 9]
    assert served.done.tolist() == [11, DAY + 11]


def test_what_no_shift_reaches_is_never_begun() -> None:
    served = run_queue(tasks((11, 0, 99, 1)), one_server(9, 10))

    assert served.begun.tolist() == [np.inf]
    assert served.server.tolist() == [-1]


def test_without_anybody_the_queue_says_so() -> None:
    nobody = Team(np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros((0, 1)), np.zeros((0, 1)))

    with pytest.raises(InvalidInput, match="no reviewers on shift"):
        run_queue(tasks((1, 0, 2, 1)), nobody)


def two_levels(*rows: tuple[float, float, float], reached: tuple[int, ...] = ()) -> Work:
    """Tasks of one priority: arrival, work on the first level, draw of escalation; an hour on the second level."""
    at, service, escalate = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    size = len(rows)
    second = SecondLevel(np.isin(np.arange(size), reached), np.ones(size), escalate, np.zeros(size))
    return Work(at, np.zeros(size, np.int64), np.zeros(size, np.int64), at + 99, service, second)


def junior_and_senior(rate: float = 0.5) -> Team:
    begins, ends = shifts([(8, 18), (8, 18)], 1)
    return Team(np.array([1, 1]), np.ones(2), np.zeros(2), begins, ends, np.array([False, True]), np.array([rate, 0.0]))


def test_what_a_junior_escalates_is_done_by_a_senior_before_anything_else() -> None:
    work = two_levels((8, 2, 0.1), (8, 5, 0.9), (9, 1, 0.9))

    served = run_queue(work, junior_and_senior(), Habits(spared=True))

    assert served.escalated.tolist() == [True, False, False]
    assert served.begun.tolist() == [8, 8, 10]
    assert served.done.tolist() == [14, 13, 11]
    assert served.worked.tolist() == [3, 5, 1]


def test_a_spared_senior_leaves_what_others_can_take() -> None:
    work = two_levels((8, 1, 0.9), (10, 1, 0.9))

    assert run_queue(work, junior_and_senior(), Habits(spared=True)).server.tolist() == [0, 0]
    assert run_queue(work, junior_and_senior(), Habits()).server.tolist() == [0, 1]


def test_what_was_escalated_before_waits_for_a_senior_only() -> None:
    work = two_levels((7, 1, 0.9), (7, 1, 0.9), reached=(0, 1))

    served = run_queue(work, junior_and_senior())

    assert served.server.tolist() == [1, 1]
    assert served.done.tolist() == [9, 10]


def test_work_rests_when_the_shift_ends_and_goes_on_in_the_next() -> None:
    served = run_queue(tasks((9, 0, 99, 2)), one_server(9, 10, days=3), Habits(rests=True))

    assert served.done.tolist() == [DAY + 10]
    assert served.worked.tolist() == [2]


def test_a_pause_follows_a_task_and_haste_shortens_it_while_others_wait() -> None:
    work = two_levels((8, 2, 0.9), (8, 2, 0.9))
    assert work.second is not None
    work = replace(work, second=replace(work.second, pause=np.full(2, 0.5)))

    assert run_queue(work, one_server(8, 18)).begun.tolist() == [8, 10.5]
    assert run_queue(work, one_server(8, 18), Habits(haste=1.0)).done.tolist() == [9, 11.5]


def test_a_claim_out_of_turn_takes_the_task_at_the_drawn_place() -> None:
    work = tasks((8, 2, 9, 1), (8, 1, 9, 1), (8, 0, 9, 1))

    served = run_queue(work, one_server(8, 18), Habits(out_of_turn=0.5, draws=np.array([[0.1, 0.9], [0.99, 0.0]])))

    assert served.begun.tolist() == [9, 10, 8]


def test_what_has_waited_too_long_moves_up() -> None:
    """One server; the third task is of low priority and would be last, until its ladder lets it overtake the fourth."""
    work = Work(
        at=np.array([0.0, 1.0, 1.5, 2.0]),
        kind=np.zeros(4, np.int64),
        priority=np.array([5, 5, 1, 5]),
        due=np.full(4, 50.0),
        service=np.full(4, 4.0),
    )
    team = Team(np.array([1]), np.ones(1), np.zeros(1), np.array([[0.0]]), np.array([[100.0]]))
    raises = Raises(np.array([np.inf, np.inf, 6.0, np.inf]), np.array([5, 5, 9, 5]))

    plain, moved = run_queue(work, team), run_queue(replace(work, raises=raises), team)

    assert plain.begun.tolist() == [0.0, 4.0, 12.0, 8.0]
    assert moved.begun.tolist() == [0.0, 4.0, 8.0, 12.0]


def test_a_ladder_that_nothing_reaches_changes_nothing() -> None:
    rng = np.random.default_rng(3)
    at = np.sort(rng.uniform(0, 40, 60))
    work = Work(at, np.zeros(60, np.int64), rng.integers(0, 3, 60), at + 5.0, rng.uniform(0.1, 2.0, 60))
    team = Team(np.ones(2, np.int64), np.ones(2), np.zeros(2), np.zeros((2, 1)), np.full((2, 1), 200.0))

    late = Raises(np.full(60, 1e6), np.full(60, 9))

    assert same(run_queue(work, team), run_queue(replace(work, raises=late), team))
