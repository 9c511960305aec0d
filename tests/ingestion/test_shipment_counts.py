"""The vendor pack finds what pandas counts in the raw file: lines, those to come, and what was late."""

from collections import Counter

import pandas as pd
import pytest

from ingestion.clock import fixed_moment
from ingestion.history import LogReading, history_of
from ingestion.live import open_cases, submission_builder
from ingestion.log.cases import cases_by_trace
from ingestion.log.events import EventLog, LeftOut
from ingestion.log.read import read_log
from ingestion.log.report import reading_facts, reading_sentences, report_of
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped

FOLDER = shipped("vendor-risk")
FILE = FOLDER / "scms_shipments.csv.gz"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(FOLDER)


@pytest.fixture(scope="module")
def log(pack: Pack) -> EventLog:
    return read_log(pack, FILE)


@pytest.fixture(scope="module")
def raw() -> pd.DataFrame:
    lines = pd.read_csv(FILE, dtype=str).query("fulfill_via == 'Direct Drop'")
    lines["sent"] = pd.to_datetime(lines["po_sent_to_vendor_date"], format="%m/%d/%Y", errors="coerce")
    for column, alias in (
        ("scheduled", "promised"),
        ("delivered_to_client", "delivered"),
        ("delivery_recorded", "rec"),
    ):
        name = f"{column}_date" if column != "scheduled" else "scheduled_delivery_date"
        lines[alias] = pd.to_datetime(lines[name], format="%d-%b-%y")
    lines["late"] = lines["delivered"] > lines["promised"]
    return lines


@pytest.fixture(scope="module")
def reading(pack: Pack, log: EventLog) -> LogReading:
    return LogReading(pack, log, fixed_moment(pack), 0)


def test_each_line_that_a_vendor_delivers_is_a_case_that_nobody_decided(log: EventLog, pack: Pack) -> None:
    cases = [case for _, of_line in cases_by_trace(pack, log) for case in of_line]

    assert (len(cases), sum(case.start.timed for case in cases)) == (3_085, 2_757)
    assert not [case for case in cases if case.decision is not None]


def test_lines_out_of_scope_are_counted_and_stated_and_not_refused(log: EventLog) -> None:
    report = report_of(log)

    assert (log.left_out, log.quarantined) == (LeftOut(out_of_scope=4_122), [])
    assert reading_facts(report)["outOfScopeRows"] == 4_122
    assert "4,122 rows out of the pack's scope (`only`) were counted and left out" in reading_sentences(report)


def test_a_line_is_open_from_its_order_until_its_delivery_is_recorded(
    pack: Pack, reading: LogReading, raw: pd.DataFrame
) -> None:
    moment = pd.Timestamp(pack.demo.as_of)
    waiting = list(open_cases(submission_builder(reading, {}, fixed_moment(pack)), fixed_moment(pack)))

    to_come = raw[(raw["sent"] < moment) & (raw["rec"] >= moment)]
    assert {one.external_id.partition("#")[0] for one in waiting} == set(to_come["id"])
    assert len(waiting) == 160


def test_history_holds_no_invented_decision_and_what_became_of_each_line(
    pack: Pack, reading: LogReading, raw: pd.DataFrame
) -> None:
    moment = pd.Timestamp(pack.demo.as_of)
    history = history_of(reading)

    ended = raw[raw["rec"] < moment]
    known = ended["late"].where(ended["late"], ended["rec"] < moment)
    assert history.decisions == []
    assert len(history.undecided) == len(ended) == 2_677
    assert Counter(one.value for one in history.outcomes) == Counter(ended.loc[known | ~ended["late"], "late"])


def test_a_line_without_a_date_is_history_known_from_its_delivery_and_tainted(
    pack: Pack, reading: LogReading, raw: pd.DataFrame
) -> None:
    reason = "nobody wrote down when the order went out"
    undated = [case for case in history_of(reading).undecided if reason in case.quality.findings]

    first = min(undated, key=lambda case: case.line)
    assert len(undated) == int((raw["sent"].isna() & (raw["rec"] < pd.Timestamp(pack.demo.as_of))).sum()) == 271
    assert first.source_at is not None
    assert (first.line, first.source_at.astimezone(pack.table.zone).isoformat()) == (2, "2006-06-02T00:00:00-04:00")
    assert "row 2 has no day on which the order went out" in first.quality.findings
