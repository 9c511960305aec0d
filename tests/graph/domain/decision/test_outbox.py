from datetime import timedelta

import pytest

from graph.domain.decision.outbox import OutboxCommand, OutboxEvent, OutboxState, advance, deliver_after
from graph.domain.kernel.problems import Problem, ProblemCode
from tests.builders.values import NOW, SECOND

LEGAL = {
    (OutboxState.PENDING, OutboxCommand.SEND, "after"): OutboxState.SENDING,
    (OutboxState.PENDING, OutboxCommand.SEND, "at"): OutboxState.SENDING,
    (OutboxState.PENDING, OutboxCommand.CANCEL, "before"): OutboxState.CANCELLED,
    **{(OutboxState.SENDING, OutboxCommand.CONFIRM, when): OutboxState.DELIVERED for when in ("before", "at", "after")},
    **{(OutboxState.SENDING, OutboxCommand.GIVE_UP, when): OutboxState.FAILED for when in ("before", "at", "after")},
}
MOMENTS = {"before": NOW - timedelta(microseconds=1), "at": NOW, "after": NOW + SECOND}


@pytest.mark.parametrize("when", MOMENTS)
@pytest.mark.parametrize("command", OutboxCommand)
@pytest.mark.parametrize("state", OutboxState)
def test_an_event_moves_only_along_its_life(state: OutboxState, command: OutboxCommand, when: str) -> None:
    answer = advance(OutboxEvent(state, NOW), command, MOMENTS[when])

    expected = LEGAL.get((state, command, when))
    if expected is None:
        assert isinstance(answer, Problem)
        assert answer.code is ProblemCode.ILLEGAL_TRANSITION
    else:
        assert answer is expected


@pytest.mark.parametrize("when", MOMENTS)
def test_at_no_moment_can_an_event_be_both_sent_and_cancelled(when: str) -> None:
    pending = OutboxEvent(OutboxState.PENDING, NOW)
    answers = [advance(pending, command, MOMENTS[when]) for command in (OutboxCommand.SEND, OutboxCommand.CANCEL)]

    assert sum(isinstance(answer, OutboxState) for answer in answers) == 1


def test_delivery_starts_when_the_grace_ends() -> None:
    assert deliver_after(NOW, grace_seconds=30) == NOW + 30 * SECOND
