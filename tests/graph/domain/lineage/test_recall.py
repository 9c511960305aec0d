"""What a recall takes, when it is confirmed, what a changed decision takes, and when it may be closed."""

from datetime import timedelta

import pytest

from graph.domain.kernel.problems import ProblemCode
from graph.domain.lineage.recall import (
    RecallBasis,
    RecallDraft,
    RecallFacts,
    RecallItemState,
    RecallState,
    check_close,
    check_opening,
    check_settle,
    closing_report,
    compensation,
    item_state,
    looked_at_again,
    recall_basis,
    reviewer_hours,
    selected_again_at,
)
from tests.builders.values import NOW

DRAFT = RecallDraft("DatasetVersion", "v", None, None, "Wrong.", confirmed=100)


def facts(decisions: int) -> RecallFacts:
    return RecallFacts("Week 9", None, owner_known=True, decisions=decisions, listed=0, hours=decisions / 6)


@pytest.mark.parametrize(
    ("kind", "way", "basis"),
    [
        ("DataSource", "INPUT", RecallBasis.INPUT),
        ("ModelVersion", "INPUT", RecallBasis.INPUT),
        ("FeatureVersion", "TRAINING", RecallBasis.TRAINING),
        ("Person", "INPUT", RecallBasis.DECIDER),
        ("PolicyVersion", "INPUT", RecallBasis.POLICY),
    ],
)
def test_a_decision_depends_on_each_kind_of_node_in_its_way(kind: str, way: str, basis: RecallBasis) -> None:
    assert recall_basis(kind, way) is basis


def test_all_but_what_depends_by_training_alone_is_looked_at_again() -> None:
    assert [looked_at_again([basis], with_training=False) for basis in RecallBasis] == [True, False, True, True]
    assert looked_at_again([RecallBasis.TRAINING, RecallBasis.INPUT], with_training=False)
    assert looked_at_again([RecallBasis.TRAINING], with_training=True)


def test_a_recall_goes_on_with_a_tenth_more_than_was_confirmed_and_not_with_more() -> None:
    refused = check_opening(DRAFT, facts(111))

    assert check_opening(DRAFT, facts(110)) is None
    assert refused is not None
    assert refused.code is ProblemCode.INVALID_INPUT
    assert refused.details == {"where": "confirmedDecisions", "decisions": "111", "reviewerHours": "18.5"}


def test_a_recall_is_closed_when_nothing_is_left_to_do() -> None:
    done = {RecallItemState.CONFIRMED: 3, RecallItemState.SETTLED: 1, RecallItemState.LISTED: 9}

    assert check_close("Done.", RecallState.OPEN, done) is None
    for state in (RecallItemState.WAITING, RecallItemState.IN_REVIEW, RecallItemState.CHANGED):
        refused = check_close("Done.", RecallState.OPEN, {**done, state: 2})
        assert refused is not None
        assert f"2 {state.replace('_', ' ').lower()}" in refused.message
    for stands in (RecallState.SELECTING, RecallState.CLOSED):
        assert check_close("Done.", stands, done) is not None
    assert check_close(" ", RecallState.OPEN, done) is not None


def test_compensation_is_recorded_for_a_changed_decision_alone() -> None:
    allowed = [state for state in RecallItemState if check_settle("It was taken back.", state) is None]

    assert allowed == [RecallItemState.CHANGED]


def test_a_changed_decision_is_taken_back_where_it_can_be() -> None:
    back = compensation("DO_NOT_BUY", "WAIT", reversible=True, outcomes=2, steps=["Tell the vendor."])
    final = compensation("DO_NOT_BUY", "WAIT", reversible=False, outcomes=0, steps=[])

    assert back == [
        "Take back “Do not buy” and carry out “Wait”.",
        "Check what is on record: 2 outcomes were reported for the decision before.",
        "Tell the vendor.",
    ]
    assert final == ["“Do not buy” cannot be taken back: tell those concerned, and record what it cost as an outcome."]


def test_an_item_stands_as_its_appeal_until_it_is_settled() -> None:
    assert item_state("WAITING", None) is RecallItemState.WAITING
    assert item_state("IN_REVIEW", "OPEN") is RecallItemState.IN_REVIEW
    assert item_state("IN_REVIEW", "CHANGED") is RecallItemState.CHANGED
    assert item_state("SETTLED", "CHANGED") is RecallItemState.SETTLED


def test_the_report_adds_up() -> None:
    counts = {RecallItemState.CONFIRMED: 3, RecallItemState.SETTLED: 1, RecallItemState.SKIPPED: 2}

    report = closing_report(counts, {RecallBasis.INPUT: 6}, 4)

    assert report == {
        "decisions": 6,
        "listed": 0,
        "confirmed": 3,
        "settled": 1,
        "skipped": 2,
        "by_input": 6,
        "by_training": 0,
        "by_decider": 0,
        "by_policy": 0,
        "outcomes": 4,
    }


def test_hours_follow_what_a_review_takes_at_each_point() -> None:
    assert reviewer_hours({"timed": 30, "untimed": 6}, {"timed": 2.0}) == 2.0


def test_decisions_are_selected_again_after_the_longest_statement_and_a_second() -> None:
    assert selected_again_at(NOW, timedelta(seconds=15)) == NOW + timedelta(seconds=16)
