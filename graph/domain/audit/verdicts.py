"""How a check of the graph ended: verdicts, the failing nodes, and what all verdicts come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntEnum, StrEnum

from graph.domain.audit.catalogue import CheckKind, Invariant

COUNTED = 1_000
"""Failing nodes are counted up to here: whoever has more needs no exact number, and a list of all would fill memory."""
LISTED = 20
"""Failing nodes that are listed unless more are asked for: what a person looks at one by one."""
NIGHT = time(2)
"""When in UTC the nightly checks are due: few people are at work then."""


class CheckVerdict(StrEnum):
    """How a check ended; NOT_JUDGED says that there was no time for it, or that it has not run yet."""

    HOLDS = "HOLDS"
    BROKEN = "BROKEN"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NOT_JUDGED = "NOT_JUDGED"


class Conclusion(IntEnum):
    """What all verdicts come to, as exit codes: every invariant holds, one is broken, or one could not be judged."""

    HOLDS = 0
    BROKEN = 1
    NOT_JUDGED = 2


@dataclass(frozen=True, slots=True)
class FailingNode:
    """A node that breaks the rule: the kind and name by which people know it, and what is wrong with it."""

    id: str
    kind: str
    name: str
    because: Sequence[str]


@dataclass(frozen=True, slots=True)
class Checked:
    """An invariant with its verdict: how many nodes fail (`at_least`: counting ended early), and the first of them.

    `reason` says why there is no verdict. `checked_at` is None where it was never checked.
    """

    invariant: Invariant
    verdict: CheckVerdict
    failing: int = 0
    at_least: bool = False
    nodes: Sequence[FailingNode] = ()
    reason: str | None = None
    checked_at: datetime | None = None


def judged(invariant: Invariant, nodes: Sequence[FailingNode], listed: int, at: datetime) -> Checked:
    """Return the verdict on what a check found, `COUNTED` nodes and one more at most."""
    verdict = CheckVerdict.BROKEN if nodes else CheckVerdict.HOLDS
    failing = min(len(nodes), COUNTED)
    return Checked(invariant, verdict, failing, len(nodes) > COUNTED, nodes[:listed], None, at)


def not_applicable(invariant: Invariant, at: datetime | None) -> Checked:
    """Return that nothing writes such nodes yet, and what will."""
    return Checked(invariant, CheckVerdict.NOT_APPLICABLE, reason=invariant.awaits, checked_at=at)


def not_judged(invariant: Invariant, reason: str) -> Checked:
    """Return that there is no verdict, and why."""
    return Checked(invariant, CheckVerdict.NOT_JUDGED, reason=reason)


def conclusion(checked: Iterable[Checked]) -> Conclusion:
    """Return what all verdicts come to; findings of hygiene are no breach."""
    verdicts = {one.verdict for one in checked if one.invariant.kind is CheckKind.INVARIANT}
    if CheckVerdict.BROKEN in verdicts:
        return Conclusion.BROKEN
    return Conclusion.NOT_JUDGED if CheckVerdict.NOT_JUDGED in verdicts else Conclusion.HOLDS


def is_due(last: datetime | None, now: datetime) -> bool:
    """Tell whether the nightly checks are to run: they never did, or not since the last night (aware, UTC)."""
    if last is None:
        return True
    tonight = datetime.combine(now.date(), NIGHT, now.tzinfo)
    return last < (tonight if now >= tonight else tonight - timedelta(days=1))


def sentence(checked: Checked) -> str:
    """Return how a check ended, in words."""
    match checked.verdict:
        case CheckVerdict.HOLDS:
            return "holds"
        case CheckVerdict.BROKEN:
            number = f"at least {checked.failing}" if checked.at_least else str(checked.failing)
            noun = "node" if checked.failing == 1 else "nodes"
            return (
                f"{number} {noun} to mend"
                if checked.invariant.kind is CheckKind.HYGIENE
                else f"broken by {number} {noun}"
            )
        case CheckVerdict.NOT_APPLICABLE:
            return f"not applicable: {checked.reason}"
        case CheckVerdict.NOT_JUDGED:
            return f"not judged: {checked.reason}"
