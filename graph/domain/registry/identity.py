"""Two entities that may be one: what can be decided about them, and that each decision can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.reasons import check_reason


class MatchState(StrEnum):
    """How two entities that may be one stand: open, held to be one, or held to be two."""

    PROPOSED = "PROPOSED"
    SAME = "SAME"
    DIFFERENT = "DIFFERENT"


@dataclass(frozen=True, slots=True)
class MatchChange:
    """What is decided about a proposed pair; PROPOSED takes back what was decided before."""

    match_id: str
    state: MatchState
    reason: str | None = None

    @property
    def command(self) -> str:
        """Name the change on record."""
        return _COMMANDS[self.state]


_COMMANDS: Mapping[MatchState, str] = {
    MatchState.SAME: "MERGE_ENTITIES",
    MatchState.DIFFERENT: "KEEP_ENTITIES_APART",
    MatchState.PROPOSED: "REOPEN_IDENTITY_MATCH",
}
_WHY: Mapping[MatchState, str | None] = {
    MatchState.SAME: "they are one",
    MatchState.DIFFERENT: "they are two",
    MatchState.PROPOSED: None,
}
"""What a decision has to give reasons for; taking one back needs none, since it stands on record beside it."""


def check_match_change(change: MatchChange, current: MatchState) -> Problem | None:
    """Return why this cannot be done with a pair that stands so; a decided pair is taken back first."""
    if problem := check_reason(change.reason, _WHY[change.state]):
        return problem
    if change.state is current:
        return Problem(ProblemCode.ILLEGAL_TRANSITION, "It stands so already: read the list again.")
    if MatchState.PROPOSED not in {change.state, current}:
        return Problem(ProblemCode.ILLEGAL_TRANSITION, "It was decided otherwise: take that back first (PROPOSED).")
    return None
