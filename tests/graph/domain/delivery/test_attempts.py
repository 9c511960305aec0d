from datetime import timedelta

import pytest

from graph.domain.delivery.attempts import WAITS, DeliveryState, HttpAnswer, after_attempt
from tests.builders.values import NOW


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_an_answer_of_success_ends_a_delivery(status: int) -> None:
    step = after_attempt(HttpAnswer(status), 3, NOW, 0.5)

    assert (step.state, step.next_at, step.fault) == (DeliveryState.DELIVERED, None, None)


@pytest.mark.parametrize("status", [301, 307, 400, 401, 404, 409, 429, 500, 503])
def test_any_other_answer_is_tried_again_after_the_wait_of_its_number(status: int) -> None:
    for failures, wait in enumerate(WAITS):
        step = after_attempt(HttpAnswer(status), failures, NOW, 0.0)

        assert (step.state, step.next_at) == (DeliveryState.WAITING, NOW + wait)
        assert str(status) in (step.fault or "")


def test_waits_are_spread_by_at_most_a_fifth() -> None:
    step = after_attempt(HttpAnswer(None, "no answer"), 1, NOW, 1.0)

    assert step.next_at == NOW + timedelta(minutes=6)


def test_a_receiver_that_asks_for_more_time_gets_it_up_to_a_day() -> None:
    wished = [after_attempt(HttpAnswer(503, None, seconds), 0, NOW, 0.0).next_at for seconds in (2, 3_600, 10**9)]

    assert wished == [NOW + timedelta(seconds=5), NOW + timedelta(hours=1), NOW + timedelta(hours=24)]


def test_it_is_given_up_after_three_days_or_when_the_receiver_says_that_it_is_gone() -> None:
    late, gone = after_attempt(HttpAnswer(500), len(WAITS), NOW, 0.0), after_attempt(HttpAnswer(410), 0, NOW, 0.0)

    assert (late.state, late.fault) == (DeliveryState.DEAD, "the receiver answers 500")
    assert (gone.state, gone.next_at) == (DeliveryState.DEAD, None)
    assert timedelta(days=3) < sum(WAITS, timedelta()) < timedelta(days=4)
