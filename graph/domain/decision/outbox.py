"""Delivery of a decision to the outside, and the grace in which it can be taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from graph.domain.kernel.problems import Problem, ProblemCode

GRACE_SECONDS = 30
"""Long enough to notice a wrong key, short enough for what waits for the decision."""
TOO_LATE = "submit the matter as a new case, and record as an outcome how this decision ended"
"""What can be done about a decision that can no longer be undone."""


class OutboxState(StrEnum):
    """The life of one event: PENDING → SENDING → DELIVERED or FAILED, or PENDING → CANCELLED."""

    PENDING = "PENDING"
    SENDING = "SENDING"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class OutboxCommand(StrEnum):
    """What the deliverer or an undo asks of an event."""

    SEND = "SEND"
    CONFIRM = "CONFIRM"
    GIVE_UP = "GIVE_UP"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class OutboxEvent:
    """One event of one decision and the moment from which it may leave."""

    state: OutboxState
    deliver_after: datetime


def deliver_after(decided_at: datetime, grace_seconds: int = GRACE_SECONDS) -> datetime:
    """Return the moment at which the grace ends and delivery may start (also `finalAt`)."""
    return decided_at + timedelta(seconds=grace_seconds)


def advance(event: OutboxEvent, command: OutboxCommand, now: datetime) -> OutboxState | Problem:
    """Return the next state; sending starts at `deliver_after`, cancelling ends there."""
    match command, event.state:
        case OutboxCommand.SEND, OutboxState.PENDING if now >= event.deliver_after:
            return OutboxState.SENDING
        case OutboxCommand.CANCEL, OutboxState.PENDING if now < event.deliver_after:
            return OutboxState.CANCELLED
        case OutboxCommand.CONFIRM, OutboxState.SENDING:
            return OutboxState.DELIVERED
        case OutboxCommand.GIVE_UP, OutboxState.SENDING:
            return OutboxState.FAILED
        case _:
            return Problem(ProblemCode.ILLEGAL_TRANSITION, _why_not(event, command), {"state": event.state})


def _why_not(event: OutboxEvent, command: OutboxCommand) -> str:
    match event.state:
        case OutboxState.PENDING if command is OutboxCommand.CANCEL:
            return f"The time to undo ended at {event.deliver_after.isoformat()}: {TOO_LATE}."
        case OutboxState.PENDING if command is OutboxCommand.SEND:
            return f"The decision can still be undone until {event.deliver_after.isoformat()}: send it then."
        case OutboxState.PENDING:
            return "The event has not been sent yet: send it first."
        case OutboxState.SENDING:
            return f"The decision is being delivered and can no longer be undone: {TOO_LATE}."
        case OutboxState.DELIVERED:
            return f"The decision has been delivered and can no longer be undone: {TOO_LATE}."
        case OutboxState.FAILED:
            return "Delivery was given up: ask an operator to look after it."
        case OutboxState.CANCELLED:
            return "The decision was undone, so nothing is delivered: see the newest task of its case."
        case _:
            assert_never(event.state)
