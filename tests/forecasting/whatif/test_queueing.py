"""The queue kernel against simpy on the same draws: who is served when, and by whom, to the last digit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.simpy_queue import SimpyQueue
from forecasting.whatif.queueing import Served, Team, Work, run_queue
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
