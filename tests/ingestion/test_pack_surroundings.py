"""What surrounds a decision, construct by construct of the guide: reasons, shifts, who asked, measures."""

import shutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from graph.domain.intake.case import EntityRef
from graph.domain.intake.replay import ReplayEntity
from graph.domain.kernel.business_time import WorkShift
from graph.domain.people.identity import LogActor
from graph.store.intake.history_rows import actor_rows
from ingestion.concerned import CaseConcerns
from ingestion.history import LogReading, history_of
from ingestion.log.costs import ErrorCosts
from ingestion.log.kpis import KpiValue
from ingestion.made import made_of
from ingestion.pack.findings import PackInvalid
from ingestion.pack.load import load_pack
from ingestion.pack.policy import known_facts, pack_policy
from ingestion.packs import shipped
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


def test_queues_are_called_what_the_pack_calls_them() -> None:
    folder = shipped("purchase-approval")
    pack = load_pack(folder)

    spec = point_spec(pack, pack_policy(pack, folder, {}), ErrorCosts(1.0, 1.0, 1.0))

    assert spec.queue_names == {"invoices": "Invoice desk", "invoice-lead": "Invoice lead"}


def test_a_title_names_only_what_a_case_carries(tmp_path: Path) -> None:
    folder = shutil.copytree(shipped("vendor-risk"), tmp_path / "vendor-risk")
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    (folder / "pack.yaml").write_text(text.replace("promised {lead_days}", "promised for {promised}"), encoding="utf-8")

    with pytest.raises(PackInvalid) as refused:
        load_pack(folder)

    (finding,) = refused.value.findings
    assert (finding.place, "no case carries it" in finding.message) == ("cases.title", True)


def test_answering_first_suggestions_and_spot_checks_are_declared_each_alone(run: Runner, tmp_path: Path) -> None:
    named = ("blind-first", "suggested-reviewers", "spot-checks")
    packs = [run(name, "A,2026-01-01 08:00,ann,,,ok").pack for name in named]

    specs = [point_spec(pack, pack_policy(pack, tmp_path, {}), ErrorCosts(1.0, 1.0, 1.0)) for pack in packs]

    assert [spec.blind_first for spec in specs] == [True, False, False]
    assert [spec.suggest_each for spec in specs] == [None, 5, None]
    assert [spec.spot_check_share for spec in specs] == [None, None, 0.05]


def test_the_action_of_an_edit_is_what_a_correction_amounts_to(run: Runner, tmp_path: Path) -> None:
    packs = [run(name, "A,2026-01-01 08:00,ann,,,ok").pack for name in ("three-actions", "reasons")]

    specs = [point_spec(pack, pack_policy(pack, tmp_path, {}), ErrorCosts(1.0, 1.0, 1.0)) for pack in packs]

    assert [spec.correction_action for spec in specs] == ["CORRECT", None]


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


def test_a_case_is_due_by_an_expression_over_its_row(run: Runner) -> None:
    rows = [
        "A,2026-01-01 08:00,ann,,,ok,,,2026-01-05 08:00",
        "B,2026-01-01 08:00,ann,,,ok,,,2026-01-01 09:00",
        "C,2026-01-01 08:00,ann,,,ok",
    ]
    result = run("due", *rows)

    history = history_of(LogReading(result.pack, result.log, None, 0))

    hours = {one.case.external_id: one.case.values.get("hours_to_deadline") for one in history.decisions}
    assert hours == {"A#0": 72.0, "B#0": 24.0, "C#0": None}
    assert "hours_to_deadline" in known_facts(result.pack)


@pytest.mark.parametrize(
    ("due", "message"),
    [
        (
            "paid - 1",
            "`paid` is only filled in after the fact (AFTERWARDS), and whoever decides must know what is due.",
        ),
        ("desk", "`desk` yields a text, and a number is needed here."),
        ("duu - 1", "No column is called `duu`."),
    ],
)
def test_what_is_due_is_a_time_that_is_known(run: Runner, tmp_path: Path, due: str, message: str) -> None:
    run("due", "A,2026-01-01 08:00,ann,,,ok")
    written = tmp_path / "pack.yaml"
    text = written.read_text(encoding="utf-8")
    written.write_text(text.replace("max([due - 1, at + 1])", due), encoding="utf-8")

    with pytest.raises(PackInvalid) as refused:
        load_pack(tmp_path)

    assert [one.message for one in refused.value.findings] == [message]


def test_votes_a_person_are_counted_in_so_many_rows(run: Runner) -> None:
    result = run(
        "votes-per-person",
        "A,2026-01-01 08:00,ann,,,ok",
        "A,2026-01-01 09:00,bob,,,ok",
        "A,2026-01-01 10:00,ann,,,bad",
        "B,2026-01-02 08:00,ann,,,bad",
    )

    [measured] = made_of(result.pack, result.log, datetime(2026, 2, 1, tzinfo=UTC)).kpis

    assert measured == KpiValue("throughput", "votes a person", 3 / 2 / (4 / 1000), 3)


def test_a_measure_of_votes_needs_people_who_vote_and_a_number_of_rows(run: Runner, tmp_path: Path) -> None:
    run("votes-per-person", "A,2026-01-01 08:00,ann,,,ok")
    written = tmp_path / "pack.yaml"
    text = written.read_text(encoding="utf-8")
    written.write_text(text.replace("of: votes", "of: cases"), encoding="utf-8")

    with pytest.raises(PackInvalid) as refused:
        load_pack(tmp_path)

    assert [one.remedy for one in refused.value.findings] == ["Say `of: votes, per: 1000`, or neither."]


def test_an_entity_has_an_owner_ties_and_what_it_rests_on_and_its_kind_by_the_row(run: Runner) -> None:
    result = run(
        "linked-entities",
        "A,2026-01-01 08:00,ann,Open,North,ok,smith",
        "B,2026-01-02 08:00,bob,Depot,North,ok,store",
        "C,2026-01-03 08:00,cem,Open,North,ok,smith",
    )

    history = history_of(LogReading(result.pack, result.log, None, 0))
    ann, bob, cem = (LogActor(result.pack.pack, name, "clerk") for name in ("ann", "bob", "cem"))
    north = EntityRef("desk", "North")
    assert history.entities == [
        ReplayEntity("customer", "smith", owner=cem, ties=((ann, "clerk"), (cem, "clerk")), depends_on=(north,)),
        ReplayEntity("desk", "North"),
        ReplayEntity("depot", "store", owner=bob, ties=((bob, "clerk"),), depends_on=(north,)),
    ]
    assert [one.key for one in actor_rows(history, lambda: "id", machines=False)] == [
        one.key for one in (ann, bob, cem)
    ]


def test_what_an_entity_rests_on_is_another_entity_of_the_pack(run: Runner, tmp_path: Path) -> None:
    run("linked-entities", "A,2026-01-01 08:00,ann,Open,North,ok,smith")
    written = tmp_path / "pack.yaml"
    text = written.read_text(encoding="utf-8")
    written.write_text(text.replace("depends_on:\n  - desk", "depends_on:\n  - clerk"), encoding="utf-8")

    with pytest.raises(PackInvalid) as refused:
        load_pack(tmp_path)

    assert [(one.message, one.remedy) for one in refused.value.findings] == [
        ("`clerk` is no other entity of this pack.", "Name the `column` of one: desk.")
    ]


def test_who_asked_is_named_by_the_column_that_the_ids_come_from(run: Runner) -> None:
    result = run("requester", "A,2026-01-01 08:00,ann,New", "A,2026-01-01 09:00,bob,,,ok", "B,2026-01-01 08:00,,New")

    requesters = [CaseConcerns(result.pack, result.log).requester(case) for case in result.cases]
    assert requesters == [LogActor("example", "ann", "clerk"), None]


def test_measures_are_computed_over_what_they_are_of(run: Runner) -> None:
    rows = ("A,2026-01-01 08:00,ann,,,ok,,100", "B,2026-01-01 08:00,bob,,,bad,,200", "C,2026-01-01 08:00,ann,,,,,600")
    pack, log, _ = run("kpis", *rows)

    result = made_of(pack, log, datetime(2026, 2, 1, tzinfo=UTC)).kpis

    expected = [(0.5, 2), (0.0, 2), (0.0, 2), (300.0, 3), (0.5, 2), (0.5, 2), (0.5, 2), (None, 0)]
    assert [(one.value, one.cases) for one in result] == expected
    assert result[-1] == KpiValue("satisfaction", "points", None, 0, "nobody was questioned")
