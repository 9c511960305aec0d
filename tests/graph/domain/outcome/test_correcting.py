"""A report beside what was reported before: new, said before, a contradiction, or a correction with its reason."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.domain.outcome.correcting import Accepted, AlreadyReported, Reported, placed, stands
from graph.domain.outcome.report import LONGEST_REASON, OutcomeReport, check_report

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
REPORT = OutcomeReport("wrong", "false", AT, AT, decision_id="d")
OPPOSITE = Reported("o-1", "true", None, milliseconds(AT), milliseconds(AT), same_id=True)


def message(place: object) -> str:
    assert isinstance(place, Problem)
    return place.message


def test_the_first_of_its_kind_and_a_further_one_that_agrees_are_new() -> None:
    agreeing = replace(OPPOSITE, value="false", same_id=False)

    assert placed(REPORT, []) == Accepted()
    assert placed(REPORT, [agreeing]) == Accepted()


def test_the_same_report_is_what_was_reported_before_also_where_that_was_corrected_since() -> None:
    again = replace(OPPOSITE, value="false")

    assert placed(REPORT, [again]) == AlreadyReported("o-1")
    assert placed(REPORT, [replace(again, corrected=True)]) == AlreadyReported("o-1")


@pytest.mark.parametrize("before", [OPPOSITE, replace(OPPOSITE, same_id=False)])
def test_two_truth_values_of_one_kind_contradict_each_other_whatever_their_external_id(before: Reported) -> None:
    refused = placed(REPORT, [before])

    assert isinstance(refused, Problem)
    assert refused.details["where"] == "value"
    assert refused.message == (
        "wrong is on record as true since 2026-01-05T09:00:00+00:00, and this says false: if the earlier report was "
        "wrong, send this one with correction, which says why."
    )


def test_another_time_or_amount_under_the_same_id_is_refused_with_the_difference() -> None:
    refused = placed(REPORT, [replace(OPPOSITE, value="false", money=5.0)])

    assert "differs (money: 5.0 → nothing)" in message(refused)
    assert "send another externalId" in message(refused)


def test_numbers_and_texts_of_different_ids_stand_beside_each_other() -> None:
    amount = replace(REPORT, kind="damage", value="12.50")

    assert placed(amount, [replace(OPPOSITE, value="7.00", same_id=False)]) == Accepted()


def test_a_correction_replaces_all_that_it_contradicts_and_needs_something_to_correct() -> None:
    correcting = replace(REPORT, correction="It was another order.")
    other = replace(OPPOSITE, id="o-0", same_id=False)

    assert placed(correcting, [OPPOSITE, other]) == Accepted(("o-0", "o-1"))
    assert "says anything else" in message(placed(correcting, []))
    assert "says anything else" in message(placed(correcting, [replace(OPPOSITE, corrected=True)]))


def test_a_correction_can_say_again_what_was_corrected() -> None:
    first = replace(OPPOSITE, value="false", corrected=True)
    second = replace(OPPOSITE, id="o-2")

    assert placed(replace(REPORT, correction="It was right."), [first, second]) == Accepted(("o-2",))


@given(st.lists(st.tuples(st.sampled_from(["true", "false", "3"]), st.booleans(), st.booleans()), max_size=5))
def test_what_is_accepted_without_a_reason_never_leaves_two_truths(before: list[tuple[str, bool, bool]]) -> None:
    reported = [
        replace(OPPOSITE, id=f"o-{number}", value=value, same_id=same_id, corrected=corrected)
        for number, (value, same_id, corrected) in enumerate(before)
    ]

    place = placed(REPORT, reported)

    if place == Accepted():
        assert not [one for one in reported if one.value == "true" and not one.corrected]


def test_an_outcome_counts_from_when_it_was_known_until_its_correction_was() -> None:
    assert [stands(2, 4, at) for at in (1, 2, 3, 4, 5)] == [False, True, True, False, False]
    assert stands(2, None, 9)


@pytest.mark.parametrize("reason", ["", " \u200b", "x" * (LONGEST_REASON + 1), "a\u202eb"])
def test_a_reason_says_something_that_can_be_read(reason: str) -> None:
    fault = check_report(replace(REPORT, correction=reason), AT)

    assert isinstance(fault, Problem)
    assert fault.details["where"] == "correction"
