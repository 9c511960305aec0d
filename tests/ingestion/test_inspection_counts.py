"""The compliance pack finds what pandas counts in the raw file: cases, decisions, outcomes, and what is open."""

from collections import Counter

import pandas as pd
import pytest

from ingestion.clock import fixed_moment
from ingestion.history import LogReading, history_of
from ingestion.live import open_cases, submission_builder
from ingestion.log.cases import cases_by_trace
from ingestion.log.events import EventLog
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped
from tests.builders.inspection_oracle import counts, inspections

FOLDER = shipped("compliance")
FILE = FOLDER / "chicago_inspections.csv.gz"
ACTIONS = {"Pass": "PASS", "Pass w/ Conditions": "PASS_CORRECTED", "Fail": "FAIL"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(FOLDER)


@pytest.fixture(scope="module")
def log(pack: Pack) -> EventLog:
    return read_log(pack, FILE)


@pytest.fixture(scope="module")
def raw() -> pd.DataFrame:
    return inspections(FILE)


def test_each_row_is_a_case_decided_as_its_result_says(pack: Pack, log: EventLog, raw: pd.DataFrame) -> None:
    decided = [
        (case.start.line, case.action, case.decision and case.decision.actor) for _, [case] in cases_by_trace(pack, log)
    ]

    rows = zip(raw.index + 2, raw["Results"].map(ACTIONS), raw["Inspector_Assigned"], strict=True)
    assert decided == [(int(line), action, inspector) for line, action, inspector in rows]
    assert (len(decided), len({inspector for _, _, inspector in decided})) == (17_075, 6)


def test_the_fixed_moment_parts_what_is_decided_from_the_reports_of_its_day(
    pack: Pack, log: EventLog, raw: pd.DataFrame
) -> None:
    moment = fixed_moment(pack)
    reading = LogReading(pack, log, moment, 0)
    history = history_of(reading)
    waiting = list(open_cases(submission_builder(reading, {}, moment), moment))
    counted = counts(raw, pd.Timestamp(pack.demo.as_of))

    assert Counter(decision.action for decision in history.decisions) == {
        ACTIONS[result]: count for result, count in counted.decided.items()
    }
    assert (len(waiting), sum(bool(one.payload["findings"]) for one in waiting)) == (49, 23)
    assert (counted.open_cases, counted.open_with_findings) == (49, 23)


def test_a_pass_turns_out_wrong_when_the_licences_next_inspection_is_bad(
    pack: Pack, log: EventLog, raw: pd.DataFrame
) -> None:
    history = history_of(LogReading(pack, log, fixed_moment(pack), 0))

    outcomes = Counter(outcome.value for outcome in history.outcomes if outcome.name == "next_bad_after_pass")

    assert outcomes == counts(raw, pd.Timestamp(pack.demo.as_of)).bad_after_pass == {False: 3_715, True: 952}


def test_what_a_row_says_is_decided_when_its_day_is_over(pack: Pack, log: EventLog) -> None:
    _, [case] = next(iter(cases_by_trace(pack, log)))

    assert case.decision is not None
    hours = (case.decision.at - case.start.at).total_seconds() / 3600
    assert hours == 24


def test_no_number_or_name_of_an_inspection_reads_as_a_spreadsheet_wrote_it(log: EventLog) -> None:
    named = [log.columns[name] for name in ("inspection", "zip", "facility_type")]

    texts = {str(event.cells[place]) for _, event in log.events() for place in named}

    assert [text for text in texts if text.endswith(".0") or "_" in text] == []
    assert {"60657", "Grocery Store"} <= texts


def test_findings_are_derived_from_the_counts_and_known_with_them(pack: Pack, log: EventLog, raw: pd.DataFrame) -> None:
    place = log.columns["findings"]

    assert sum(event.cells[place] is True for _, event in log.events()) == int(raw["findings"].sum()) == 5_673
    assert (pack.column("findings").type, pack.column("findings").available) == ("flag", "EVENT")
