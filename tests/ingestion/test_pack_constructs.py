"""Each construct of the guide in a log of a few rows: its lines are read from the guide, put into a pack and run."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from ingestion.clock import fixed_moment
from ingestion.file_gates import judge_file
from ingestion.history import LogReading, history_of
from ingestion.live import open_cases, submission_builder
from ingestion.log.columns import log_columns
from ingestion.log.costs import error_costs
from ingestion.made import made_of
from tests.builders.example_packs import EXAMPLES, Runner, run_example

LOADED = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return partial(run_example, tmp_path)


def test_an_activity_decides_the_oldest_open_case_of_its_key(run: Runner) -> None:
    result = run(
        "by-activity",
        "A,2026-01-01 08:00,ann,Order",
        "A,2026-01-01 09:00,ann,Invoice",
        "A,2026-01-01 10:00,ann,Invoice",
        "A,2026-01-01 11:00,bob,Cancelled",
        "A,2026-01-01 12:00,bob,Paid",
        "A,2026-01-01 13:00,bob,Invoice",
    )

    assert result.decided == [("A#0", "REFUSE", "bob"), ("A#1", "ACCEPT", "matching"), ("A#2", "", None)]
    assert [one.decision and one.decision.human for one in result.cases] == [True, False, None]


def test_a_column_decides_the_case_of_its_row(run: Runner) -> None:
    result = run(
        "by-column", "A,2026-01-01 08:00,ann,,,ok", "B,2026-01-01 08:00,bob,,,bad", "C,2026-01-01 08:00,bob,,,"
    )

    assert result.decided == [("A#0", "ACCEPT", "ann"), ("B#0", "REFUSE", "bob"), ("C#0", "", None)]


def test_a_case_is_open_until_the_moment_that_its_column_of_decisions_says(run: Runner) -> None:
    result = run(
        "decided-in-a-column",
        "A,2026-01-01 08:00,ann,,,ok,,,,2026-01-03 08:00",
        "B,2026-01-01 08:00,bob,,,bad,,,,2026-01-09 08:00",
        "C,2026-01-01 08:00,bob,,,ok",
        "D,2026-01-02 08:00,bob,,,ok,,,,2026-01-01 08:00",
    )
    reading = LogReading(result.pack, result.log, fixed_moment(result.pack), 0)
    waiting = open_cases(submission_builder(reading, {}, fixed_moment(result.pack)), LOADED)
    [measured] = made_of(result.pack, result.log, datetime(2026, 2, 1, tzinfo=UTC)).kpis

    assert [action for _, action, _ in result.decided] == ["ACCEPT", "REFUSE", "", "ACCEPT"]
    assert [one.end and f"{one.end.at:%m-%d}" for one in result.cases] == ["01-03", "01-09", None, "01-02"]
    assert result.wrong == [(False, "01-03"), (True, "01-09"), None, (False, "01-02")]
    decided = [(one.case.external_id, f"{one.decided_at:%m-%d}") for one in history_of(reading).decisions]
    assert decided == [("A#0", "01-03"), ("D#0", "01-02")]
    assert [one.external_id for one in waiting] == ["B#0", "C#0"]
    assert (measured.value, measured.cases) == (2.0, 3)


def test_the_row_that_opens_the_next_case_decides_the_one_before(run: Runner) -> None:
    result = run(
        "by-hand-over",
        "A,2026-01-01 08:00,ann,Open,North",
        "A,2026-01-01 09:00,bob,Open,South",
        "A,2026-01-01 10:00,cem,Done,South",
    )

    assert result.decided == [("A#0", "REFUSE", "bob"), ("A#1", "ACCEPT", "cem")]


def test_votes_decide_by_quorum_and_each_persons_first_counts(run: Runner) -> None:
    result = run(
        "by-votes",
        "A,2026-01-01 08:00,ann,,,ok",
        "A,2026-01-01 09:00,ann,,,ok",
        "A,2026-01-01 10:00,bob,,,unsure",
        "A,2026-01-01 11:00,cem,,,ok",
        "A,2026-01-02 12:00,dan,,,bad",
        "B,2026-01-01 08:00,ann,,,bad",
        "C,2026-01-01 08:00,ann,,,ok",
        "D,2026-01-01 08:00,ann,,,ok",
        "D,2026-01-01 09:00,bob,,,bad",
    )

    assert result.decided == [
        ("A#0", "ACCEPT", "cem"),
        ("B#0", "REFUSE", "ann"),
        ("C#0", "", None),
        ("D#0", "REFUSE", "bob"),
    ]
    assert result.wrong == [(False, "01-02"), (True, "01-01"), (False, "01-01"), None]


def test_a_row_without_a_key_is_a_case_by_its_place_and_equal_rows_are_two(run: Runner) -> None:
    result = run(
        "without-a-key",
        ",2026-01-02 08:00,ann,,,ok",
        ",2026-01-02 08:00,ann,,,ok",
        ",no time,bob,,,bad",
        ",2026-01-01 08:00,bob,,,bad",
    )

    assert result.decided == [("1#0", "ACCEPT", "ann"), ("2#0", "ACCEPT", "ann"), ("4#0", "REFUSE", "bob")]
    assert [(one.line, one.key) for one in result.log.quarantined] == [(4, "3")]


def test_a_column_tells_the_outcome_from_the_moment_it_is_known(run: Runner) -> None:
    result = run(
        "outcome-from-a-column",
        "A,2026-01-01 08:00,ann,,,ok,,,2026-01-05 00:00,2026-01-09 00:00",
        "B,2026-01-01 08:00,ann,,,ok,,,2026-01-05 00:00,2026-01-04 00:00",
        "C,2026-01-01 08:00,ann,,,ok,,,2026-01-05 00:00,",
    )

    assert result.wrong == [(True, "01-06"), (False, "01-04"), None]


def test_a_row_without_a_time_tells_its_outcome_with_itself(run: Runner) -> None:
    result = run("outcome-without-a-clock", "A,,ann,Bad,,ok", "B,,ann,Good,,ok", "C,,ann,,,ok")

    assert result.wrong == [(True, "01-01"), (False, "01-01"), None]


def test_a_later_activity_tells_the_outcome_within_its_window(run: Runner) -> None:
    result = run(
        "outcome-within-a-window",
        "A,2026-01-01 08:00,ann,New,,ok",
        "A,2026-01-20 08:00,ann,Complaint,,ok",
        "B,2026-01-01 08:00,ann,New,,ok",
        "B,2026-02-20 08:00,ann,Complaint,,ok",
    )

    assert result.wrong == [(True, "01-20"), (False, "01-31")]


def test_a_table_without_decisions_has_cases_that_end_and_outcomes(run: Runner) -> None:
    result = run(
        "no-decisions",
        "A,2026-01-01 08:00,ann,,North,,,,2026-01-05 00:00,2026-01-09 00:00",
        "B,2026-01-01 08:00,ann,,South,,,,2026-01-05 00:00,",
        "C,2026-01-01 08:00,ann,,East,,,,2026-01-05 00:00,2026-01-04 00:00",
    )

    assert result.decided == [("A#0", "", None), ("B#0", "", None)]
    assert [one.end and f"{one.end.at:%m-%d}" for one in result.cases] == ["01-09", None]
    assert (result.wrong, result.log.left_out.out_of_scope) == ([(True, "01-09"), None], 1)


def test_a_row_that_is_dated_back_is_no_event_and_a_later_row_counts_where_it_decides_nothing(run: Runner) -> None:
    result = run(
        "backdated-rows",
        "A,2026-01-01 08:00,ann,Invoice",
        "A,2026-01-01 07:00,ann,Memo",
        "A,2026-01-02 08:00,bob,Paid",
        "A,2026-01-03 08:00,bob,Invoice",
        "A,2026-01-04 08:00,bob,Cancelled",
        "A,2026-01-05 08:00,bob,Cancelled",
        "B,2026-01-01 08:00,ann,Invoice",
        "B,2026-01-02 08:00,bob,Paid",
        "B,2026-01-03 08:00,bob,Invoice",
        "B,2026-01-04 08:00,bob,Cancelled",
    )

    assert [action for _, action, _ in result.decided] == ["ACCEPT", "REFUSE", "ACCEPT", "REFUSE"]
    assert result.wrong[0::2] == [(True, "01-05"), None]
    assert result.log.left_out.backdated == 1


def test_where_nobody_is_named_a_rule_says_what_decided(run: Runner) -> None:
    result = run("without-persons", "A,2026-01-01 08:00,ann,,,ok", "B,2026-01-01 08:00,bob,,,bad")

    assert result.decided == [("A#0", "ACCEPT", "the old system"), ("B#0", "REFUSE", "the old system")]
    assert not any(one.decision and one.decision.human for one in result.cases)


def test_the_next_case_with_the_same_value_tells_the_outcome(run: Runner) -> None:
    result = run(
        "outcome-of-the-next-case",
        "A,2026-01-03 08:00,ann,,,bad,smith",
        "B,2026-01-01 08:00,ann,,,ok,smith",
        "C,2026-01-02 08:00,ann,,,ok,jones",
    )

    assert result.wrong == [None, (True, "01-03"), None]


def test_derived_columns_read_the_row_and_the_earlier_ones_of_its_key(run: Runner) -> None:
    result = run(
        "derived",
        "A,2026-01-01 08:00,ann,Invoice,,ok,smith,900",
        "A,2026-01-01 09:00,bob,Invoice,,ok,smith,1100",
        "B,2026-01-01 08:00,cem,Order,,ok,smith,900",
    )

    places = [result.log.columns[name] for name in ("large", "invoices", "opener", "content")]
    rows = [[event.cells[place] for place in places] for _, event in result.log.events()]
    assert [row[:3] for row in rows] == [[False, 1.0, "ann"], [True, 2.0, "ann"], [False, 0.0, "cem"]]
    assert rows[0][3] == rows[2][3] != rows[1][3]


def test_a_day_is_known_at_its_end_and_its_rows_stand_by_order(run: Runner) -> None:
    result = run(
        "by-day",
        "A,2026-01-05 00:00,ann,,,bad,smith,2",
        "A,2026-01-05 00:00,bob,,,ok,smith,1",
        "B,2026-01-06 00:00,c,,,ok",
    )

    assert [(actor, action) for _, action, actor in result.decided] == [
        ("bob", "ACCEPT"),
        ("ann", "REFUSE"),
        ("c", "ACCEPT"),
    ]
    assert result.wrong == [(False, "01-06"), (True, "01-06"), (False, "01-07")]


def test_three_actions_are_verdicts_on_one_proposal(run: Runner) -> None:
    result = run(
        "three-actions",
        "A,2026-01-01 08:00,ann,,,fine",
        "B,2026-01-01 08:00,ann,,,changed",
        "C,2026-01-01 08:00,ann,,,never",
    )

    assert [action for _, action, _ in result.decided] == ["ACCEPT", "CORRECT", "REFUSE"]
    assert (result.pack.proposal, result.pack.alternative) == ("ACCEPT", "REFUSE")


def test_a_case_ends_where_a_row_closes_it_and_none_opens_and_closes_at_once(run: Runner) -> None:
    result = run(
        "closed-and-final",
        "A,2026-01-01 08:00,ann,New,North",
        "A,2026-01-01 09:00,ann,New,South",
        "A,2026-01-01 10:00,ann,Answered,South",
        "B,2026-01-01 08:00,ann,Done,North",
    )

    assert [(one.case_id, one.needs_decision, str(one.ended_by)) for one in result.cases] == [
        ("A#0", True, "NEXT"),
        ("A#1", True, "CLOSED"),
        ("B#0", False, "CLOSED"),
    ]


def test_an_error_costs_what_its_row_says(run: Runner) -> None:
    result = run(
        "money",
        "A,2026-01-01 08:00,ann,New,,ok,smith,900",
        "A,2026-01-02 08:00,ann,Complaint,,,smith,900",
        "B,2026-01-01 08:00,ann,New,,ok,smith,1100",
        "B,2026-01-02 08:00,ann,Complaint,,,smith,1100",
        "C,2026-01-01 08:00,ann,New,,ok,smith,9000",
    )

    costs = error_costs(result.pack, result.log, None)
    assert (costs.review, costs.wrong_proposal) == (6.0, 500.0)


def test_a_gate_taints_what_it_names(run: Runner) -> None:
    result = run(
        "gates",
        "A,2026-01-01 08:00,ann,New,,ok,smith,1",
        "B,2026-01-01 08:00,ann,Old,,ok",
        "C,2026-01-01 08:00,ann,New,,ok,s,200000",
    )

    made = made_of(result.pack, result.log, datetime(2026, 2, 1, tzinfo=UTC))
    assert made.tainted == {"no-customer": 1, "strange-state": 1, "too-much": 1}
    assert made.clean == 1


def test_every_example_of_the_guide_is_run() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_pack_*.py"))

    assert [name for name in EXAMPLES if f'"{name}"' not in text] == []
    assert len(EXAMPLES) == 38


def test_a_ready_made_score_is_held_against_cases_that_it_was_not_trained_on_alone(run: Runner) -> None:
    result = run(
        "ready-made-score",
        "A,2026-01-01 08:00,ann,Old,,bad,,1,,,,0.9",
        "B,2026-01-01 09:00,ann,New,,bad,,1,,,,0.8",
        "C,2026-01-01 10:00,ann,New,,ok,,1,,,,",
        "D,2026-01-01 11:00,ann,New,,ok,,1,,,,0.1",
    )

    columns = log_columns(result.pack, result.log)
    assert columns.described["forecast"].kind == "SCORE"
    assert columns.attributes["forecast"] == [0.9, 0.8, None, 0.1]
    assert [label and label[0] for label in columns.labels["forecast"]] == [None, True, None, False]
    assert [label and label[0] for label in columns.labels["wrong"]] == [True, True, False, False]


def test_a_text_is_read_word_by_word_where_the_pack_says_so(run: Runner) -> None:
    result = run("texts", "A,2026-01-01 08:00,ann,,,ok,,5,,,pay it today")

    columns = log_columns(result.pack, result.log)
    assert {name: one.kind for name, one in columns.described.items()} == {"note": "TEXT", "amount": "NUMBER"}
    assert columns.attributes["note"] == ["pay it today"]


def test_gates_of_a_file_are_judged_on_all_its_rows(run: Runner) -> None:
    result = run(
        "file-gates",
        "A,2026-01-01 08:00,ann,New,North,ok,smith,1",
        "B,2026-01-01 09:00,ann,New,smith,ok,jones,2",
        "C,2026-01-08 08:00,ann,Old,North,ok,,3",
        "C,2026-01-08 09:00,ann,Old,North,ok,,3",
    )

    reading = LogReading(result.pack, result.log, None, 0, datetime(2026, 1, 20, tzinfo=UTC))
    made = judge_file(reading).quality
    assert {one.gate.name: (one.run.value, one.measured) for one in made.results} == {
        "one-row-a-request": ("FAILED", "rows that repeat request of an earlier one: 1"),
        "fresh": ("PASSED", "its newest row is 11.6 days old"),
        "enough": ("PASSED", "4 rows"),
        "customers": ("FAILED", "2 of 4 values of customer are empty"),
        "known-desks": ("FAILED", "3 of 4 values of desk are no customer of the file"),
        "mix": ("PASSED", "state: 'New' is 0% of the rows, it was 100%; by chance in 100.0% of cases"),
    }
    assert [one.gate.name for one in made.stopping] == ["one-row-a-request"]


def test_a_decision_against_most_votes_is_told_and_a_tie_tells_nothing(run: Runner) -> None:
    result = run(
        "against-most-votes",
        "A,2026-01-01 08:00,ann,,,bad",
        "A,2026-01-01 09:00,bob,,,ok",
        "A,2026-01-02 10:00,cem,,,ok",
        "B,2026-01-01 08:00,ann,,,bad",
        "B,2026-01-01 09:00,bob,,,unsure",
        "C,2026-01-01 08:00,ann,,,bad",
        "C,2026-01-01 09:00,bob,,,ok",
    )

    assert [action for _, action, _ in result.decided] == ["REFUSE", "REFUSE", "REFUSE"]
    assert result.wrong == [(True, "01-02"), (False, "01-01"), None]


def test_rows_without_a_clock_are_read_in_their_order_and_have_no_time(run: Runner) -> None:
    result = run(
        "without-a-clock",
        "A,,cem,,,bad,,4",
        "A,,ann,,,,Corner Shop,0",
        "B,,ann,,,,,1",
        "A,,bob,,,ok,,2",
        "C,,bob,,,,,2.5",
        "B,,cem,,,bad,,3",
    )
    reading = LogReading(result.pack, result.log, fixed_moment(result.pack), 0, LOADED)
    history = history_of(reading)
    [waiting] = open_cases(submission_builder(reading, {}, fixed_moment(result.pack)), LOADED)

    assert result.decided == [("A#0", "ACCEPT", "bob"), ("B#0", "REFUSE", "cem")]
    assert [(one.line, one.reason) for one in result.log.quarantined] == [
        (6, "the row has no place in the order: a whole number from 0 to 10,000,000 is needed")
    ]
    [decision] = history.decisions
    assert (decision.place, decision.case.place, decision.case.source_at, decision.decided_at) == (2, 0, None, LOADED)
    assert [(one.version, one.rows, one.slice) for one in history.versions] == [
        ("rows 00000000-00000499", 3, "amount from 0 to 2")
    ]
    assert history.run.key.endswith("row 3")
    assert (waiting.external_id, waiting.occurred_at, waiting.sequence, waiting.known_at) == ("B#0", None, 1, LOADED)
    assert waiting.payload == {"customer": None, "sequence": 0, "row": 1}


def test_a_measure_is_of_those_cases_of_which_a_label_is_true(run: Runner) -> None:
    result = run(
        "kpis-given-a-label",
        "A,2026-01-01 08:00,ann,,,bad",
        "A,2026-01-01 09:00,bob,,,ok",
        "A,2026-01-02 10:00,cem,,,ok",
        "B,2026-01-01 08:00,ann,,,bad",
        "C,2026-01-01 08:00,ann,,,ok",
        "C,2026-01-01 09:00,bob,,,ok",
    )

    [measured] = made_of(result.pack, result.log, datetime(2026, 2, 1, tzinfo=UTC)).kpis
    assert (measured.value, measured.cases) == (0.5, 2)
