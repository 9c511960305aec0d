"""Looking at a decision again: who may ask for it, and what a verdict then means for the decision in force."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.reasons import check_reason
from graph.domain.people.roles import Actor, Role

_APPELLANTS = frozenset({Role.REVIEWER, Role.ANALYST})


class AppealKind(StrEnum):
    """Who sends a case to other people: somebody who disagrees, a policy owner, or a recall of what it is based on.

    VIOLATION: the log itself, in which later rows break a rule on the order of events. SPOT_CHECK: the draw.
    """

    APPEAL = "APPEAL"
    REOPENING = "REOPENING"
    RECALL = "RECALL"
    VIOLATION = "VIOLATION"
    SPOT_CHECK = "SPOT_CHECK"


class AppealState(StrEnum):
    """What came of it: OPEN while people look; CONFIRMED, the decision stays; CHANGED, another one revises it.

    DIFFERED: the verdict of a spot check was another one, and the decision stays until somebody appeals it.
    """

    OPEN = "OPEN"
    CONFIRMED = "CONFIRMED"
    CHANGED = "CHANGED"
    DIFFERED = "DIFFERED"


class AppealCommand(StrEnum):
    """What is done with an appeal, as it stands on record."""

    OPEN = "OPEN_APPEAL"
    CLOSE = "CLOSE_APPEAL"


@dataclass(frozen=True, slots=True)
class AppealFacts:
    """How the decision stands; `requesters` asked for its case or sent it, `several` people judge a case there."""

    effective: bool
    live: bool
    final_at: datetime
    open_appeal: bool
    several: bool
    requesters: frozenset[str]


def check_appeal(
    kind: AppealKind, reason: str | None, facts: AppealFacts, actor: Actor, now: datetime
) -> Problem | None:
    """Return why a decision that stands so is not looked at again for this person."""
    if fault := check_reason(reason, "the decision should be looked at again, for whoever does"):
        return fault
    if kind is AppealKind.APPEAL and actor.person_id not in facts.requesters and not actor.roles & _APPELLANTS:
        return Problem(
            ProblemCode.FORBIDDEN,
            "A decision is appealed by who asked for its case, a reviewer or an analyst: ask one of them to do so.",
        )
    return _state_refuses(kind, facts, now)


def _state_refuses(kind: AppealKind, facts: AppealFacts, now: datetime) -> Problem | None:
    if facts.open_appeal:
        return _illegal("This case is being looked at again already: wait for what comes of that.")
    if not facts.effective:
        return _illegal("This decision is no longer in force: look at the newest one of its case.")
    # What a log shows of its own decision is looked at here, for nobody does so there.
    if not facts.live and kind is not AppealKind.VIOLATION:
        return _illegal("This decision was replayed from a log and is in force elsewhere: submit the matter as a case.")
    if facts.final_at > now:
        until = f"{facts.final_at:%Y-%m-%d %H:%M:%S}"
        return _illegal(f"This decision is final at {until} UTC: until then ask who made it to undo it, or wait.")
    if facts.several and kind is AppealKind.SPOT_CHECK:
        return _illegal("Several people judge each case here, so none is drawn: have the decision appealed instead.")
    return None


def verdict_on(kind: AppealKind, decided_action: str, action: str) -> AppealState:
    """Return what comes of an appeal when its case is judged so: a spot check changes no decision."""
    if action == decided_action:
        return AppealState.CONFIRMED
    return AppealState.DIFFERED if kind is AppealKind.SPOT_CHECK else AppealState.CHANGED


def check_edit(kind: AppealKind) -> Problem | None:
    """Refuse to correct a case that is judged for a spot check: its decision was carried out on these data."""
    if kind is not AppealKind.SPOT_CHECK:
        return None
    return _illegal("This case is judged as it came in: approve or reject it, or give it back.")


def _illegal(message: str) -> Problem:
    return Problem(ProblemCode.ILLEGAL_TRANSITION, message)
