"""What follows from an attempt to deliver: it has arrived, is tried again later, or is given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus

WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long after each failed attempt the next one follows: the schedule that the Standard Webhooks specification gives
as its example, over three days, so that an outage over a weekend loses nothing.
"""
SPREAD = 0.2
"""Waits are up to a fifth longer, by chance, so that what failed together is not tried together."""
_LONGEST_WISH = timedelta(hours=24)
"""A receiver that asks for more (Retry-After) is tried once a day all the same."""


class DeliveryState(StrEnum):
    """The life of an event on its way to one endpoint."""

    WAITING = "WAITING"
    DELIVERED = "DELIVERED"
    DEAD = "DEAD"


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What a receiver answered: the status, or what went wrong; `retry_after`: in how many seconds it wants another."""

    status: int | None
    fault: str | None = None
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How a delivery stands after an attempt; `next_at` is the time of the next one."""

    state: DeliveryState
    next_at: datetime | None
    fault: str | None


def after_attempt(answer: HttpAnswer, failures: int, now: datetime, chance: float) -> Step:
    """Return what follows from an answer after so many failed attempts; `chance`, 0 to 1, spreads the next one."""
    if answer.status is not None and answer.status // 100 == HTTPStatus.OK // 100:
        return Step(DeliveryState.DELIVERED, None, None)
    fault = fault_of(answer)
    if answer.status == HTTPStatus.GONE or failures >= len(WAITS):
        return Step(DeliveryState.DEAD, None, fault)
    wished = min(timedelta(seconds=answer.retry_after or 0), _LONGEST_WISH)
    return Step(DeliveryState.WAITING, now + max(wished, WAITS[failures] * (1 + SPREAD * chance)), fault)


def fault_of(answer: HttpAnswer) -> str:
    """Say in a sentence why an attempt did not count."""
    if answer.status is None:
        return answer.fault or "no answer"
    if answer.status == HTTPStatus.GONE:
        return "the receiver says that this address is gone for good (410)"
    if answer.status // 100 == HTTPStatus.MULTIPLE_CHOICES // 100:
        return f"the receiver answers with a redirect ({answer.status}), which is not followed: send the final address"
    return f"the receiver answers {answer.status}"
