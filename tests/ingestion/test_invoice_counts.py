"""The purchase pack finds what is counted in the raw file: invoices, who settled them, and those that wait."""

from collections import Counter
from datetime import UTC, datetime
from statistics import median

import pandas as pd
import pytest

from ingestion.clock import fixed_moment
from ingestion.history import LogReading, history_of, open_cases_of
from ingestion.log.cases import LogCase, cases_by_trace
from ingestion.log.events import EventLog
from ingestion.log.read import read_log
from ingestion.made import made_of
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped
from tests.builders.invoice_oracle import Invoices, invoices

FOLDER = shipped("purchase-approval")
FILE = FOLDER / "bpic19_goods_purchasing.csv.gz"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(FOLDER)


@pytest.fixture(scope="module")
def log(pack: Pack) -> EventLog:
    return read_log(pack, FILE)


@pytest.fixture(scope="module")
def cases(pack: Pack, log: EventLog) -> list[LogCase]:
    return [case for _, of_line in cases_by_trace(pack, log) for case in of_line]


@pytest.fixture(scope="module")
def counted() -> Invoices:
    return invoices(FILE)


def test_each_invoice_is_a_case_that_the_oldest_first_rule_settles(cases: list[LogCase], counted: Invoices) -> None:
    decided = [case.decision for case in cases if case.decision is not None]

    assert (len(cases), len(decided)) == (counted.invoices, len(counted.settled)) == (7_066, 6_613)
    assert Counter(one.action for one in decided) == Counter(action for action, _ in counted.settled)


def test_machines_decide_by_name_and_the_match_whoever_ran_the_payment(cases: list[LogCase], counted: Invoices) -> None:
    decided = [case.decision for case in cases if case.decision is not None]
    people = {one.actor for one in decided if one.human}

    assert Counter(one.human for one in decided) == counted.deciders()
    assert (round(sum(not one.human for one in decided) / len(decided), 3), len(people)) == (0.788, 16)
    cleared = _cleared()
    assert {one.actor for one in decided if one.line in cleared} == {"three-way match"}


def test_its_measures_are_those_that_are_counted_in_the_raw_file(pack: Pack, log: EventLog, counted: Invoices) -> None:
    cycle, automated, escalated = made_of(pack, log, datetime(2026, 1, 1, tzinfo=UTC)).kpis

    assert cycle.value == pytest.approx(median(counted.days))
    assert cycle.cases == counted.deciders()[True]
    assert automated.value == pytest.approx(counted.deciders()[False] / len(counted.settled))
    assert (escalated.value, escalated.reason is None) == (None, False)


def test_more_invoices_than_receipts_is_counted_without_what_the_vendor_dated(
    log: EventLog, cases: list[LogCase], counted: Invoices
) -> None:
    place = log.columns["excess"]

    assert sum(case.start.cells[place] is True for case in cases) == counted.excess
    assert log.left_out.backdated == 6_719


def test_invoices_of_the_last_two_weeks_wait_and_older_ones_are_history_without_a_decision(
    pack: Pack, log: EventLog
) -> None:
    reading = LogReading(pack, log, fixed_moment(pack), 0)
    known = invoices(FILE, pack.demo.as_of)
    since = pd.Timestamp(pack.demo.as_of, tz="Europe/Amsterdam") - pd.Timedelta(days=14)

    history = history_of(reading)

    recent = sum(received >= since for received in known.received)
    assert len(list(open_cases_of(reading))) == recent == 175
    assert len(history.undecided) == len(known.received) - recent
    assert Counter(not one.machine for one in history.decisions) == known.deciders()


def test_a_release_is_undone_by_a_cancellation_that_settles_no_other_invoice(pack: Pack, log: EventLog) -> None:
    history = history_of(LogReading(pack, log, None, 0))

    undone = [one for one in history.outcomes if one.name == "undone" and one.value]
    releases = {one.case.external_id for one in history.decisions if one.action == "RELEASE"}
    assert undone
    assert {one.external_id for one in undone} <= releases


def _cleared() -> set[int]:
    frame = pd.read_csv(FILE, usecols=["activity"])
    return set(frame.index[frame["activity"] == "Clear Invoice"] + 2)
