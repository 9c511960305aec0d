"""The figures that each shipped use is judged by: told by its data, or with a reason and what tells it live."""

import csv
import gzip
from collections.abc import Mapping
from datetime import UTC, datetime
from statistics import median

import pytest

from ingestion.log.events import EventLog
from ingestion.log.kpis import KpiValue, kpis_of
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped

SEED = {
    "purchase-approval": ("cycle time", "escalation rate", "share automated"),
    "moderation": ("throughput by the hour", "false positives", "publishing velocity"),
    "support-escalation": ("first-contact resolution", "time to resolution", "satisfaction"),
    "compliance": ("audit pass rate", "time to decision", "drift alerts"),
    "vendor-risk": ("escalation rate", "classification accuracy", "reviewer load"),
}
TIME = "%d/%m/%Y %H:%M"


@pytest.fixture(scope="module")
def support_kpis(support_pack: Pack, support_log: EventLog) -> Mapping[str, KpiValue]:
    return {one.name: one for one in kpis_of(support_pack, support_log, None)}


@pytest.fixture(scope="module")
def incidents() -> dict[str, list[dict[str, str]]]:
    by_number: dict[str, list[dict[str, str]]] = {}
    path = shipped("support-escalation") / "uci498_site_location143.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            by_number.setdefault(row["number"], []).append(row)
    return by_number


@pytest.mark.parametrize("name", SEED)
def test_each_seed_figure_is_computed_or_has_a_reason_and_a_live_figure(name: str) -> None:
    kpis = {one.name: one for one in load_pack(shipped(name)).kpis}

    for figure in SEED[name]:
        kpi = kpis[figure]
        assert kpi.measures or (kpi.unavailable and (kpi.live or kpi.reported)), figure


def test_the_reopen_rate_is_that_of_the_raw_incidents(
    support_kpis: Mapping[str, KpiValue], incidents: dict[str, list[dict[str, str]]]
) -> None:
    reopened = sum(any(int(row["reopen_count"]) for row in rows) for rows in incidents.values())

    figure = support_kpis["reopen rate"]
    assert figure.cases == len(incidents) == 2_258
    assert figure.value == pytest.approx(reopened / 2_258)


def _hours(begin: str, end: str) -> float:
    first, last = (datetime.strptime(at, TIME).replace(tzinfo=UTC) for at in (begin, end))
    return (last - first).total_seconds() / 3600


def test_the_time_to_resolution_is_that_of_the_raw_incidents(
    support_kpis: Mapping[str, KpiValue], incidents: dict[str, list[dict[str, str]]]
) -> None:
    hours = [
        _hours(rows[0]["opened_at"], rows[0]["resolved_at"])
        for rows in incidents.values()
        if rows[0]["resolved_at"] != "?"
    ]

    figure = support_kpis["time to resolution"]
    assert figure.cases == len(hours) == 2_066
    assert figure.value == pytest.approx(median(hours)) == pytest.approx(41.75)


def test_an_incident_is_resolved_at_first_contact_where_its_first_case_is_followed_by_none(
    support_kpis: Mapping[str, KpiValue],
) -> None:
    figure = support_kpis["first-contact resolution"]

    assert (round(figure.value or 0, 3), figure.cases) == (0.571, 2_258)


def test_satisfaction_says_why_the_log_does_not_tell_it(support_kpis: Mapping[str, KpiValue]) -> None:
    figure = support_kpis["satisfaction"]

    assert (figure.value, figure.reason) == (None, "the log holds no survey of callers")
