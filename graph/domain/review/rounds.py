"""Several judgements of one case: how many verdicts close a round, who is in it, and what its votes come to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from graph.domain.kernel.keys import QuorumKey
from graph.domain.kernel.stored import Stored

_BLIND = "BLIND"
HIDDEN_VERDICT = "VOTE"
"""What is recorded of an approval or a rejection that nobody may see before its round is over."""

COUNT_EDIT = "COUNT_EDIT"
"""What is recorded of an approval that a correction counts as in the round that it opened."""


class RoundResult(StrEnum):
    """What the votes of a round come to."""

    APPROVED = "APPROVED"
    REJECTED = "REJECTED"


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many approvals or rejections close a round; `blind` hides each verdict until then."""

    approve: int = 1
    reject: int = 1
    blind: bool = False

    @property
    def slots(self) -> int:
        """Return for how many people a round has a task: the fewest with which any votes close it."""
        return self.approve + self.reject - 1

    @property
    def several(self) -> bool:
        """Tell whether more than one person judges a case."""
        return self.slots > 1

    @property
    def text(self) -> str:
        """Return the quorum as it is stored: `approvals|rejections|BLIND` or `…|OPEN`."""
        return QuorumKey(self.approve, self.reject, _BLIND if self.blind else "OPEN").text

    @classmethod
    def parse(cls, text: str | None) -> "Quorum":
        """Return the quorum that a text of `text` states; one reviewer where there is none."""
        if text is None:
            return ONE
        stored = QuorumKey.parse(text)
        return cls(stored.approve, stored.reject, stored.sight == _BLIND)


ONE = Quorum()
"""One person judges a case."""


@dataclass(frozen=True, slots=True)
class Vote:
    """An approval or a rejection that counts in an open round; `review` holds what its digest is taken of."""

    review_id: str
    person_id: str
    approves: bool
    review: Stored = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReviewRound:
    """The round of a task as it stands: votes so far, and who else is in it.

    `seated` have voted or hold another task of it; `bound` are those of them who act for the one who asks, or for
    whom that one acts. `question_open` says that a reviewer of it waits for an answer. `open_tasks` are its
    other tasks that are open.
    """

    quorum: Quorum
    votes: tuple[Vote, ...] = ()
    seated: frozenset[str] = field(default=frozenset())
    bound: frozenset[str] = field(default=frozenset())
    question_open: bool = False
    open_tasks: tuple[str, ...] = ()


def result_of(quorum: Quorum, approvals: Iterable[bool]) -> RoundResult | None:
    """Return what verdicts come to in their order (True approves), None while the round is open."""
    given = {True: 0, False: 0}
    for approves in approvals:
        given[approves] += 1
        if given[True] == quorum.approve:
            return RoundResult.APPROVED
        if given[False] == quorum.reject:
            return RoundResult.REJECTED
    return None
