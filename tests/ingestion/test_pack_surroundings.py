"""What surrounds a decision, construct by construct of the guide: reasons, shifts, who asked, measures."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from graph.domain.intake.replay import ReplayEntity
from graph.domain.kernel.business_time import WorkShift
from graph.domain.people.identity import LogActor
from ingestion.concerned import requester_of
from ingestion.history import LogReading, history_of
from ingestion.log.costs import ErrorCosts
from ingestion.log.kpis import KpiValue
from ingestion.made import made_of
from ingestion.pack.policy import pack_policy
from ingestion.registering import point_spec
from tests.builders.example_packs import Runner, run_example


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return partial(run_example, tmp_path)


def test_reasons_of_a_verdict_stand_beside_those_of_every_verdict(run: Runner, tmp_path: Path) -> None:
    pack = run("reasons", "A,2026-01-01 08:00,ann,,,ok").pack

    spec = point_spec(pack, pack_policy(pack, tmp_path, {}), ErrorCosts(1.0, 1.0, 1.0))

    assert spec.reason_codes == ["IN_ORDER", "TOO_MUCH", "NO_ORDER", "OK"]
    assert spec.own_reasons == ["APPROVE|IN_ORDER", "REJECT|TOO_MUCH", "REJECT|NO_ORDER"]


def test_a_calendar_has_all_shifts(run: Runner, tmp_path: Path) -> None:
    pack = run("shifts", "A,2026-01-01 08:00,ann,,,ok").pack

    calendar = point_spec(pack, pack_policy(pack, tmp_path, {}), ErrorCosts(1.0, 1.0, 1.0)).sla.calendar

    both = frozenset({0, 1})
    assert calendar.shifts == (
        WorkShift(480, 720, both),
        WorkShift(840, 1080, both),
        WorkShift(540, 720, frozenset({5})),
    )


def test_a_case_concerns_what_its_columns_name(run: Runner) -> None:
    result = run("entities", "A,2026-01-01 08:00,ann,Open,North,ok,smith", "B,2026-01-01 08:00,ann,,South,ok")

    history = history_of(LogReading(result.pack, result.log, None, 0))
    assert history.entities == [ReplayEntity("customer", "smith", "North", ("state: Open",))]
    assert [len(one.case.entities) for one in history.decisions] == [1, 0]


def test_a_constraint_holds_as_it_was_last_seen(run: Runner) -> None:
    result = run(
        "entities", "A,2026-01-03 08:00,ann,Closed,North,ok,smith", "B,2026-01-02 08:00,ann,Open,South,ok,smith"
    )

    history = history_of(LogReading(result.pack, result.log, None, 0))
    assert history.entities == [ReplayEntity("customer", "smith", "North", ("state: Closed",))]


def test_who_asked_is_named_by_the_column_that_the_ids_come_from(run: Runner) -> None:
    result = run("requester", "A,2026-01-01 08:00,ann,New", "A,2026-01-01 09:00,bob,,,ok", "B,2026-01-01 08:00,,New")

    requesters = [requester_of(result.pack, result.log, case) for case in result.cases]
    assert requesters == [LogActor("example", "ann", "clerk"), None]


def test_measures_are_computed_over_what_they_are_of(run: Runner) -> None:
    rows = ("A,2026-01-01 08:00,ann,,,ok,,100", "B,2026-01-01 08:00,bob,,,bad,,200", "C,2026-01-01 08:00,ann,,,,,600")
    pack, log, _ = run("kpis", *rows)

    result = made_of(pack, log, datetime(2026, 2, 1, tzinfo=UTC)).kpis

    assert [(one.value, one.cases) for one in result] == [(0.5, 2), (0.0, 2), (0.0, 2), (300.0, 3), (0.5, 2), (None, 0)]
    assert result[-1] == KpiValue("satisfaction", "points", None, 0, "nobody was questioned")
