"""What happened to a case, told in order: who did what, and what that made of case or task."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.domain.kernel.labels import label_of

_COMMAND_TEXTS: Mapping[str, str] = {
    "SUBMIT": "submitted the case",
    "GATE": "applied the policy",
    "CORRECT": "corrected its data",
    "REVEAL": "asked to see what is masked",
    "SCORED": "scored it again",
    "CLAIM": "claimed the case",
    "RELEASE": "gave the case back",
    "ESCALATE": "escalated the case",
    "REGATE_AUTOMATIC": "decided it by the new policy version",
    "APPROVE": "approved the proposal",
    "REJECT": "rejected the proposal",
    "EDIT": "corrected the proposal",
    "COUNT_EDIT": "approved the case as corrected, by correcting it",
    "RESPOND": "asked a question",
    "ABSTAIN": "abstained",
    "VOTE": "gave a verdict, hidden while the round is open",
    "END_ROUND": "ended the task with its round",
    "RESCORE": "paused the review until the new score is there",
    "ANSWER": "answered the question",
    "UNDO": "took the decision back",
    "SLA_AT_RISK": "noted that the review will soon be late",
    "SLA_BREACHED": "noted that the review is late",
}
_ENTERS = "SUBMIT"
_ENDED = frozenset({"COMPLETED", "OBSOLETE"})
DECISION, OUTCOME, EARLIER = "DECISION", "OUTCOME", "EARLIER_CASE"
"""Entries that are no commands: what was decided, what came of it, and an earlier case of the same record."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, at a time in epoch milliseconds; states and ids where it has them."""

    at: int
    actor: str | None
    actor_kind: str | None
    what: str
    text: str
    from_state: str | None = None
    to_state: str | None = None
    task_id: str | None = None
    decision_id: str | None = None
    case_id: str | None = None
    note: str | None = None
    note_erased: bool = False


def in_order(event: Event) -> tuple[int, bool]:
    """Return the key that sorts events by time; bringing a case in comes before what its gate made of it at once."""
    return event.at, event.what != _ENTERS


def hides_decision(event: Event) -> bool:
    """Tell whether an event can be shown to who judges a case without knowing how it was decided before."""
    if event.what in {_ENTERS, EARLIER}:
        return True
    return event.task_id is not None and event.to_state not in _ENDED


def command_text(command: str, detail: str | None) -> str:
    """Return a command as people tell it, with its reason or text where there is one."""
    text = _COMMAND_TEXTS.get(command, label_of(command))
    return f"{text}: {detail}" if detail else text
