"""Breakers: who may change one, what drift opens one by itself, and that it does not flap."""

from datetime import UTC, datetime, timedelta

import pytest

from graph.domain.gate.facts import Breaker
from graph.domain.gate.stopped import check_stopped
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.monitor.breakers import (
    COMES_BACK_AT,
    FRESH,
    OPENS_AT,
    BreakerWish,
    DriftEffect,
    check_breaker_change,
    judge_drift,
)
from graph.domain.monitor.drift import Drift, DriftKind, WatchedName
from graph.domain.people.roles import Actor, ActorKind, Role

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
NOW = MONDAY + timedelta(hours=1)
OWNER = Actor("owner", "owner-id", ActorKind.HUMAN, frozenset({Role.POLICY_OWNER}))
PROGRAM = Actor("robot", "robot-id", ActorKind.SOFTWARE, frozenset({Role.ADMIN}))
AMOUNT = "FEATURE amount"


def drift(distance: float, name: str = "amount") -> Drift:
    return Drift(WatchedName(DriftKind.FEATURE, name, name), distance, 0.001, 0.04, f"{name} is higher.")


@pytest.mark.parametrize(("distance", "opens"), [(OPENS_AT - 0.01, False), (OPENS_AT, True), (OPENS_AT + 0.1, True)])
def test_drift_opens_a_breaker_from_its_level_on(distance: float, opens: bool) -> None:  # a row
    judged = judge_drift([drift(distance)], (), MONDAY, NOW)

    reason = "Drift in the week to 2026-03-02: amount is higher." if opens else None
    assert judged == DriftEffect(reason, (AMOUNT,) if opens else ())


def test_a_column_that_opened_it_opens_it_again_only_after_it_has_come_back() -> None:
    course, opened, spent = [0.5, 0.6, 0.28, 0.5, COMES_BACK_AT - 0.01, 0.5, 0.0, 0.31], list[bool](), tuple[str, ...]()

    for distance in course:
        judged = judge_drift([drift(distance)] if distance else [], spent, MONDAY, NOW)
        opened, spent = [*opened, judged.reason is not None], judged.spent

    assert opened == [True, False, False, False, False, True, False, True]


def test_another_column_opens_it_although_one_is_accepted() -> None:
    judged = judge_drift([drift(0.5), drift(0.4, "hour")], (AMOUNT,), MONDAY, NOW)

    assert judged == DriftEffect("Drift in the week to 2026-03-02: hour is higher.", (AMOUNT, "FEATURE hour"))


def test_a_window_of_long_ago_opens_nothing() -> None:
    assert judge_drift([drift(0.9)], (), MONDAY, MONDAY + FRESH) != DriftEffect(None, ())
    assert judge_drift([drift(0.9)], (), MONDAY, MONDAY + FRESH + timedelta(hours=1)) == DriftEffect(None, ())


@pytest.mark.parametrize("stands", Breaker)
@pytest.mark.parametrize("wanted", [Breaker.CLOSED, Breaker.REVIEW_ALL, Breaker.STOPPED])
def test_a_person_with_a_reason_brings_it_into_any_other_state(stands: Breaker, wanted: Breaker) -> None:
    answer = check_breaker_change(BreakerWish("purchases", wanted, "A flood of forged invoices."), stands, OWNER)

    refused = answer.code if isinstance(answer, Problem) else None
    assert refused == (ProblemCode.ILLEGAL_TRANSITION if stands is wanted else None)


@pytest.mark.parametrize(
    ("wish", "actor", "code"),
    [
        (BreakerWish("purchases", Breaker.REVIEW_ALL, " "), OWNER, ProblemCode.INVALID_INPUT),
        (BreakerWish("purchases", Breaker.UNKNOWN, "Why not."), OWNER, ProblemCode.INVALID_INPUT),
        (BreakerWish("purchases", Breaker.REVIEW_ALL, "Why not."), PROGRAM, ProblemCode.FORBIDDEN),
    ],
)
def test_no_reason_no_such_state_or_a_program_is_refused(wish: BreakerWish, actor: Actor, code: ProblemCode) -> None:
    answer = check_breaker_change(wish, Breaker.CLOSED, actor)

    assert isinstance(answer, Problem)
    assert answer.code is code


@pytest.mark.parametrize("breaker", Breaker)
def test_people_are_refused_where_a_point_is_stopped_alone(breaker: Breaker) -> None:
    refused = check_stopped("purchases", breaker, "Forged invoices.")

    assert (refused is not None) == (breaker is Breaker.STOPPED)
    if refused is not None:
        assert refused.message.startswith("purchases is stopped (Forged invoices.): its cases wait.")
