"""What hot spots can count, and by which nodes: what the point declares, and what every point has."""

from graph.domain.outcome.rating import bad_outcome
from graph.domain.planning.counted import Reviewed, counted_events, node_kinds
from tests.builders.firm import INTAKE


def test_each_declared_outcome_wrong_decisions_by_action_and_what_reviews_show_can_be_counted() -> None:
    bad = [bad_outcome("BUY", "returned"), bad_outcome("BUY", "wrong"), bad_outcome("DO_NOT_BUY", "needed")]

    events = counted_events(INTAKE.outcomes, bad)

    assert dict(events) == {
        "returned": "bought and returned",
        "needed": "not bought and needed",
        "wrong": "found wrong at an audit",
        "wrong-decision": "were decided wrongly",
        "wrong-decision-BUY": "were wrongly decided buy",
        "wrong-decision-DO_NOT_BUY": "were wrongly decided do not buy",
        "escalated-review": "were escalated",
        "late-review": "were reviewed late",
        "overridden-advice": "a person decided against the model's advice",
    }


def test_texts_numbers_by_size_and_what_every_case_has_are_node_kinds_the_declared_ones_first() -> None:
    kinds = node_kinds(INTAKE.fields, ["supplier"])

    assert kinds == [
        "supplier",
        "vendor",
        "amount, in fifths",
        "decision point",
        "team",
        "reviewer",
        "source",
        "owner",
        "dataset version",
        "model version",
        "policy version",
        "community",
    ]


def test_a_review_is_late_from_its_due_time_on_also_while_it_is_open() -> None:
    assert Reviewed("case", due=10, done=12, escalated=-1).late_since(99) == 10
    assert Reviewed("case", due=10, done=-1, escalated=-1).late_since(99) == 10
    assert Reviewed("case", due=10, done=9, escalated=-1).late_since(99) is None
    assert Reviewed("case", due=100, done=-1, escalated=-1).late_since(99) is None
    assert Reviewed("case", due=-1, done=50, escalated=-1).late_since(99) is None
