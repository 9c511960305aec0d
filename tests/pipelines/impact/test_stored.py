"""Impact forecasts as they are stored, and what they are held against, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from forecasting.errors import NotEnoughHistory
from graph.domain.gate.facts import Breaker, Mode, PointFacts, Stage
from graph.domain.intake.plausible import FIRST_PLAUSIBLE
from graph.domain.kernel.business_time import Calendar
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.periods import DAY_MS, Period
from graph.domain.review.task import ReviewRules
from graph.domain.review.urgency import Sla
from graph.store.kernel.decision_point import Point
from graph.store.planning.forecasts import NodeForecast, RunSpec, impact_kind
from graph.store.planning.impact import DecisionGround, DecisionGrounds, NamedModel, NamedVersion, RecentGrounds
from pipelines.forecasts.issuing import wanted_runs
from pipelines.impact.ahead import ahead_of
from pipelines.impact.resting import ALL
from pipelines.impact.stored import forecast_nodes, resting_counts

MONDAY = datetime(2026, 6, 15, tzinfo=UTC)
VERSIONS = {"v1": NamedVersion("v1", "tickets 1", "tickets", "desk", "Desk", frozenset())}
MODELS = {"m1": NamedModel("m1", "handover 1", "", [("f-group", "support|group|1", "group")])}
SPEC = RunSpec(
    impact_kind("support"), "rests-on", 0, milliseconds(MONDAY), milliseconds(MONDAY) + 7 * DAY_MS, milliseconds(MONDAY)
)


def _grounds(days: int) -> DecisionGrounds:
    """Ten decisions a day on the data, and four beside them on nothing."""
    at = [milliseconds(MONDAY - timedelta(days=day)) for day in range(1, days + 1)]
    on_data = [DecisionGround(one, "p1", ["v1"], ["m1"], 10) for one in at]
    return DecisionGrounds(
        [*on_data, *(DecisionGround(one, None, [], [], 4) for one in at)], VERSIONS, MODELS, {"p1": "p 1"}
    )


def _by_id(nodes: list[NodeForecast]) -> dict[str | None, NodeForecast]:
    return {one.subject: one for one in nodes}


def test_each_node_is_forecast_with_its_kind_and_id_and_all_decisions_stand_first() -> None:
    nodes = forecast_nodes(_grounds(63), SPEC)

    assert (nodes[0].node, nodes[0].kind, nodes[0].subject) == (ALL, "Decision", None)
    assert nodes[0].expected == pytest.approx(98, rel=0.1)
    assert {one.subject: one.kind for one in nodes[1:]} == {
        "desk": "DataSource",
        "v1": "DatasetVersion",
        "f-group": "FeatureVersion",
        "m1": "ModelVersion",
        "p1": "PolicyVersion",
    }
    assert all(one.expected == pytest.approx(70, rel=0.1) and one.low <= 70 <= one.high for one in nodes[1:])
    assert all(one.ewma == pytest.approx(70, rel=0.1) for one in nodes[1:])


def test_a_stored_forecast_is_the_one_that_is_shown_on_request() -> None:
    point = Point(
        facts=PointFacts("support", Mode.HYBRID, high_impact=False, reversible=True),
        key="support",
        epoch=1,
        queue="support",
        sla=Sla(240, 0.75, Calendar("UTC", 8 * 60, 18 * 60, frozenset(range(5)))),
        grace_seconds=0,
        required_course=None,
        rules=ReviewRules("KEEP", "HAND_OVER", frozenset(), frozenset(), 60),
        breaker=Breaker.CLOSED,
        policy_id="p1",
        policy_stage=Stage.ACTIVE,
        policy=None,
        policy_digest="",
        trust={},
        intake=None,
        gates_digest=None,
        plausible_from=FIRST_PLAUSIBLE,
    )
    grounds = _grounds(63)
    now = MONDAY + timedelta(hours=10)
    recent = RecentGrounds(
        grounds.decisions, grounds.versions, grounds.models, grounds.policies, point, now, [], "Pay a bill"
    )

    shown, stored = ahead_of(recent, 7), _by_id(forecast_nodes(grounds, SPEC))

    assert {one.id for one in shown.nodes} == set(stored) - {None}
    for one in shown.nodes:
        decisions, forecast = one.decisions, stored[one.id]
        assert (decisions.low, decisions.high) == (forecast.low, forecast.high)
        assert decisions.expected == pytest.approx(forecast.expected, abs=1e-4)


def test_what_is_counted_is_every_decision_that_rested_on_a_node() -> None:
    counts = resting_counts(_grounds(7))

    assert counts == {ALL: 98, "desk": 70, "v1": 70, "f-group": 70, "m1": 70, "p1": 70}


def test_with_fewer_than_two_weeks_no_run_is_stored() -> None:
    with pytest.raises(NotEnoughHistory, match="9"):
        forecast_nodes(_grounds(9), SPEC)


def test_weeks_are_wanted_at_their_beginning_and_a_week_before_it() -> None:
    now = milliseconds(MONDAY + timedelta(days=2))

    runs = wanted_runs([SPEC.kind], now, {Period.WEEK: 1})

    week = 7 * DAY_MS
    shown = [(run.lead, (run.start - SPEC.start) // week, (run.as_of - SPEC.start) // week) for run in runs]
    assert shown == [(0, -1, -1), (0, 0, 0), (1, -1, -2), (1, 0, -1), (1, 1, 0)]
    assert len({run.key for run in runs}) == len(runs)
