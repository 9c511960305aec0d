"""Circuit breakers of decision points: who may open, stop and reset one, and which drift opens one by itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from graph.domain.gate.facts import Breaker
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.reasons import LONGEST_REASON, check_reason
from graph.domain.monitor.drift import Drift, DriftKind
from graph.domain.people.roles import Actor
from graph.domain.registry.change import check_person

OPENS_AT = 0.3
"""How far a column has drifted that opens a breaker, as the largest change of a share: three in ten cases are where
they were not. Of a bell curve that is a shift by three quarters of a standard deviation, by which a threshold lets
through about twice the cases that people agreed to.
"""
COMES_BACK_AT = 0.15
"""Half of that: a column that opened a breaker opens it again only after a window in which it was nearer than this, so
that drift which a person has looked at and accepted does not open the breaker again week after week.
"""
FRESH = timedelta(days=14)
"""Two weeks: a window that ended earlier, of a log that was loaded for instance, says nothing of today's cases."""
_NAMED = 2
"""How many columns a reason names: two sentences; the signals are listed under drift."""


class BreakerCommand(StrEnum):
    """What is done with a breaker, as it stands on record."""

    OPEN = "OPEN_BREAKER"
    STOP = "STOP_BREAKER"
    RESET = "RESET_BREAKER"


COMMANDS: Mapping[Breaker, BreakerCommand] = {
    Breaker.REVIEW_ALL: BreakerCommand.OPEN,
    Breaker.STOPPED: BreakerCommand.STOP,
    Breaker.CLOSED: BreakerCommand.RESET,
}
"""The command that leads to each state; none leads to UNKNOWN."""


@dataclass(frozen=True, slots=True)
class BreakerWish:
    """Into which state the breaker of a point (by key) is to be brought, and why."""

    point: str
    state: Breaker
    reason: str | None


def check_breaker_change(wish: BreakerWish, stands: Breaker, actor: Actor) -> Problem | None:
    """Return why this person cannot bring a breaker that stands so into another state."""
    if wish.state not in COMMANDS:
        return invalid("state", "Send REVIEW_ALL (people decide) or STOPPED (nobody decides).")
    return (
        check_reason(wish.reason, "it changes, for whoever meets it at work")
        or check_person(actor, "Whether a breaker is open")
        or _check_other_state(wish.state, stands)
    )


def _check_other_state(wanted: Breaker, stands: Breaker) -> Problem | None:
    if wanted is not stands:
        return None
    label = {Breaker.CLOSED: "closed", Breaker.REVIEW_ALL: "open", Breaker.STOPPED: "stopped"}[wanted]
    return Problem(
        ProblemCode.ILLEGAL_TRANSITION,
        f"This breaker is {label} already: see who changed it and why, or choose another state.",
        {"state": stands.value},
    )


@dataclass(frozen=True, slots=True)
class DriftEffect:
    """What the newest window of drift does to a breaker: why it opens, if it does, and which columns are spent now."""

    reason: str | None
    spent: tuple[str, ...]


def judge_drift(drifts: Sequence[Drift], spent: Collection[str], until: datetime, now: datetime) -> DriftEffect:
    """Return whether what drifted in a window that ended at `until` opens a breaker whose `spent` columns opened it."""
    far = {drifted_column(one): one.distance for one in drifts}
    still = {column for column in spent if far.get(column, 0.0) >= COMES_BACK_AT}
    opening = [one for one in drifts if one.distance >= OPENS_AT and drifted_column(one) not in still]
    if not opening or now - until > FRESH:
        return DriftEffect(None, tuple(sorted(still)))
    return DriftEffect(_reason(opening, until), tuple(sorted(still | {drifted_column(one) for one in opening})))


def drifted_column(drift: Drift) -> str:
    """Return the kind and name of what drifted, as one text."""
    kind: DriftKind = drift.watched.kind
    return f"{kind.value} {drift.watched.name}"


def _reason(opening: Sequence[Drift], until: datetime) -> str:
    named = " ".join(one.sentence for one in opening[:_NAMED])
    more = f" And {len(opening) - _NAMED} more." if len(opening) > _NAMED else ""
    return f"Drift in the week to {until:%Y-%m-%d}: {named}{more}"[:LONGEST_REASON]
