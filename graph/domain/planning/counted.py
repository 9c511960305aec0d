"""What hot spots can count at a decision point, and by which nodes: what its pack declares, and what each point has."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.domain.intake.rules import DeclaredOutcome, FieldType, IntakeField, OutcomeType
from graph.domain.kernel.labels import label_of
from graph.domain.outcome.rating import rated_actions


class Reviewed(NamedTuple):
    """A review task of a case: when it was due, done and first escalated (ms, -1: not)."""

    case: str
    due: int
    done: int
    escalated: int

    def late_since(self, now: int) -> int | None:
        """Return since when it is or was late; None where it was in time, is not due yet, or has no due time."""
        if self.due < 0:
            return None
        return self.due if (self.done if self.done >= 0 else now) > self.due else None


class CountedEvent(NamedTuple):
    """An event and what it is in words that follow 'cases that'."""

    name: str
    counted: str


ESCALATED = CountedEvent("escalated-review", "were escalated")
LATE = CountedEvent("late-review", "were reviewed late")
OVERRIDDEN = CountedEvent("overridden-advice", "a person decided against the model's advice")
WRONG = CountedEvent("wrong-decision", "were decided wrongly")
"""Outcomes have no hyphen in their names, so none is taken for one of these."""
POINT, TEAM, REVIEWER, SOURCE, OWNER = "decision point", "team", "reviewer", "source", "owner"
DATASET, MODEL, POLICY, COMMUNITY = "dataset version", "model version", "policy version", "community"
NODE_KINDS = (POINT, TEAM, REVIEWER, SOURCE, OWNER, DATASET, MODEL, POLICY, COMMUNITY)
"""By what the cases of every decision point can be counted, whatever its pack declares."""
IN_FIFTHS = ", in fifths"
"""What follows the name of a number by whose size cases are counted."""


def wrong_action(action: str) -> CountedEvent:
    """Return the event of a wrong decision for one action."""
    return CountedEvent(f"{WRONG.name}-{action}", f"were wrongly decided {label_of(action)}")


def counted_events(outcomes: Iterable[DeclaredOutcome], bad_outcomes: Sequence[str]) -> list[CountedEvent]:
    """Return what can be counted: declared outcomes of yes or no, wrong decisions by action, and what reviews show."""
    declared = [CountedEvent(one.kind, one.words) for one in outcomes if one.type is OutcomeType.BOOLEAN]
    actions = rated_actions(bad_outcomes)
    wrong = [WRONG, *map(wrong_action, actions)] if actions else []
    return [*declared, *wrong, ESCALATED, LATE, OVERRIDDEN]


def node_kinds(fields: Iterable[IntakeField], declared: Sequence[str]) -> list[str]:
    """Return by what cases can be counted: what the pack declares, texts, numbers by size, and the rest.

    Personal and masked fields are left out.
    """
    shown = [one for one in fields if not one.personal and not one.masked]
    texts = [one.name for one in shown if one.type is FieldType.TEXT]
    numbers = [one.name + IN_FIFTHS for one in shown if one.type is FieldType.NUMBER]
    return list(dict.fromkeys([*declared, *texts, *numbers, *NODE_KINDS]))


def is_shown_by_reviews(event: str) -> bool:
    """Tell whether an event is one of reviews, which does not end its case, rather than an outcome."""
    return event in {ESCALATED.name, LATE.name, OVERRIDDEN.name}
