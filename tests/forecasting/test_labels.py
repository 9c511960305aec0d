"""A label counts from the moment it was known, and deadlines are learned from the past alone."""

from dataclasses import replace

import numpy as np
import pytest

from forecasting.cases import CaseTable, case_table
from forecasting.columns import DAY, HOUR, NEVER
from forecasting.errors import NotEnoughLabels
from forecasting.labels import (
    Deadlines,
    fit_deadlines,
    gap_for,
    history_labels,
    trainable,
    training_labels,
)
from tests.builders.made_cases import ATTRIBUTES, BEGIN, CUT, HAND_OVER, LIMIT_HOURS, MISSED, made_table

TEN_HOURS = Deadlines({"normal": 10.0}, 10.0, 1.0, 100)


def _records(resolved_after_hours: list[float | None], missed: list[bool], stratum: str = "normal") -> CaseTable:
    rows = len(resolved_after_hours)
    resolved = [None if hours is None else BEGIN + int(hours * HOUR) for hours in resolved_after_hours]
    return case_table(
        {
            "case_id": list(range(rows)),
            "group_id": list(range(rows)),
            "sequence": [0] * rows,
            "started_at": [BEGIN] * rows,
            "ended_at": resolved,
            "ended_by": ["" if at is None else "RESOLVED" for at in resolved],
            "opened_at": [BEGIN] * rows,
            "resolved_at": resolved,
            "final_at": [None if at is None else at + DAY for at in resolved],
            "missed": missed,
            "stratum": [stratum] * rows,
            "team": ["a"] * rows,
            "topic": ["b"] * rows,
            "size": [1.0] * rows,
        },
        ATTRIBUTES,
    )


def test_the_deadline_is_found_between_the_last_met_and_the_first_missed() -> None:
    table = _records([float(hour) for hour in range(1, 31)], [hour > 20 for hour in range(1, 31)])

    deadlines = fit_deadlines(table, MISSED)

    assert deadlines.hours == {"normal": 20.5}
    assert deadlines.agreement == 1.0


@pytest.mark.parametrize(("missed", "limit"), [(False, float("inf")), (True, 0.5)])
def test_a_stratum_with_one_outcome_has_no_limit_or_one_before_all(*, missed: bool, limit: float) -> None:
    table = _records([float(hour) for hour in range(1, 31)], [missed] * 30)

    assert fit_deadlines(table, MISSED).hours == {"normal": limit}


def test_too_few_closed_records_are_refused_with_their_number() -> None:
    table = _records([1.0, 2.0, None], [False, True, False])

    with pytest.raises(NotEnoughLabels, match="not enough matured labels: 2 of 3"):
        fit_deadlines(table, MISSED)


def test_records_before_the_usable_period_teach_no_deadline() -> None:
    table = _records([float(hour) for hour in range(1, 31)], [True] * 30)

    with pytest.raises(NotEnoughLabels):
        fit_deadlines(table, replace(MISSED, since=BEGIN + 1))


def test_a_made_up_limit_is_found_from_the_past_of_a_whole_table() -> None:
    deadlines = fit_deadlines(made_table(4).as_of(CUT), MISSED)

    assert deadlines.hours["normal"] == pytest.approx(LIMIT_HOURS, abs=1.0)
    assert deadlines.agreement == 1.0


def test_a_label_is_known_at_the_earlier_of_resolution_and_deadline() -> None:
    labels = history_labels(_records([4.0, 25.0, None], [False, True, True]), MISSED, TEN_HOURS)

    assert ((labels.known_at - BEGIN) / HOUR).tolist() == [4.0, 10.0, 10.0]
    assert labels.value.tolist() == [False, True, True]


def test_history_does_not_look_at_the_verdict_that_is_written_later() -> None:
    table = _records([4.0], [True])

    assert history_labels(table, MISSED, TEN_HOURS).value.tolist() == [False]


def test_the_sources_verdict_beats_the_inferred_one_once_it_is_known() -> None:
    table = _records([4.0], [True])
    written = BEGIN + 4 * HOUR + DAY

    assert training_labels(table.as_of(written), MISSED, TEN_HOURS, written).value.tolist() == [False]
    assert training_labels(table.as_of(written + 1), MISSED, TEN_HOURS, written + 1).value.tolist() == [True]


def test_a_case_that_still_runs_has_no_label() -> None:
    labels = training_labels(_records([None], [False]), HAND_OVER, None, BEGIN + DAY)

    assert labels.known_at.tolist() == [NEVER]


def test_young_and_old_and_unlabelled_cases_are_not_learned_from() -> None:
    table = made_table(5).as_of(CUT)
    labels = training_labels(table, replace(MISSED, since=BEGIN + DAY), TEN_HOURS, CUT)

    chosen = trainable(table, replace(MISSED, since=BEGIN + DAY), labels, CUT, gap_hours=24.0)

    assert chosen.any()
    assert (table.opened_at[chosen] >= BEGIN + DAY).all()
    assert (table.started_at[chosen] < CUT - DAY).all()
    assert (labels.known_at[chosen] < CUT).all()


def test_the_gap_is_the_usual_records_limit() -> None:
    table = made_table(6)

    assert gap_for(table, Deadlines({"normal": 30.0}, 5.0, 1.0, 9)) == 30.0
    assert gap_for(table, Deadlines({}, float("inf"), 1.0, 9)) == 7 * DAY / HOUR


def test_made_up_hand_overs_are_labelled_by_their_end() -> None:
    table = made_table(7)

    labels = history_labels(table, HAND_OVER, None)

    assert np.array_equal(labels.value, table.ended_by == "HAND_OVER")
    assert np.array_equal(labels.known_at, table.ended_at)
