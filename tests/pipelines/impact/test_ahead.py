"""What decisions rest on and what would change, from what was read of the graph, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from graph.domain.gate.facts import Breaker, Mode, PointFacts, Stage
from graph.domain.intake.plausible import FIRST_PLAUSIBLE
from graph.domain.kernel.business_time import Calendar
from graph.domain.kernel.canonical import Scalar
from graph.domain.kernel.keys import feature_key
from graph.domain.kernel.moments import milliseconds
from graph.domain.review.task import ReviewRules
from graph.domain.review.urgency import Sla
from graph.store.kernel.decision_point import Point
from graph.store.planning.impact import (
    DecisionGround,
    ExplainedCase,
    ExplainedScore,
    NamedModel,
    NamedVersion,
    RecentGrounds,
)
from pipelines.impact.ahead import ImpactAhead, ahead_of
from pipelines.impact.resting import NodeKind
from pipelines.impact.tables import impact_facts, impact_lines
from tests.builders.values import policy

NOW = datetime(2026, 6, 17, 10, tzinfo=UTC)
POINT = Point(
    facts=PointFacts("support", Mode.HYBRID, high_impact=False, reversible=True),
    key="support",
    epoch=1,
    queue="support",
    sla=Sla(240, 0.75, Calendar("UTC", 8 * 60, 18 * 60, frozenset(range(5)))),
    grace_seconds=0,
    required_course=None,
    rules=ReviewRules("KEEP", "HAND_OVER", frozenset(), frozenset(), 60),
    breaker=Breaker.CLOSED,
    policy_id="policy-2",
    policy_stage=Stage.ACTIVE,
    policy=policy(),
    policy_digest="",
    trust={},
    intake=None,
    gates_digest=None,
    plausible_from=FIRST_PLAUSIBLE,
)
FEATURES = [("f-group", feature_key("support", "group"), "group"), ("f-hour", feature_key("support", "hour"), "hour")]
VERSIONS = {
    "v1": NamedVersion("v1", "tickets 1", "tickets", "desk", "Desk", frozenset([FEATURES[0][1]])),
    "v2": NamedVersion("v2", "tickets 2", "tickets", "desk", "Desk", frozenset([FEATURES[0][1]])),
    "w1": NamedVersion("w1", "rota 1", "rota", None, "", frozenset([FEATURES[1][1]])),
}


def _case(group: float, hour: float, version: str = "v2") -> ExplainedCase:
    score = ExplainedScore("", group + hour, {"group": group, "hour": hour}, "m1")
    values: dict[str, Scalar] = {"priority": "P4", "late": False}
    return ExplainedCase(values, "CLEAN", 3, person_required=False, versions=[version], scores=[score])


def _grounds(days: int, cases: list[ExplainedCase]) -> RecentGrounds:
    """Ten decisions a day: on the newer version in the last two weeks."""
    decisions = [
        DecisionGround(
            milliseconds(NOW - timedelta(days=day) + timedelta(minutes=number)),
            "policy-2" if day < 20 else "policy-1",
            ["v2" if day <= 14 else "v1"],
            ["m1"],
        )
        for day in range(1, days + 1)
        for number in range(10)
    ]
    models = {"m1": NamedModel("m1", "support.came_back 1", "", FEATURES)}
    policies = {"policy-1": "support: practice before Signoff 1", "policy-2": "support 2"}
    return RecentGrounds(decisions, VERSIONS, models, policies, POINT, NOW, cases, "Keep or hand over")


CASES = [_case(-3.0, 0.0), _case(-3.0, 0.0), _case(0.0, -3.0, "v1"), _case(0.0, 0.0, "w1")]


def _weights(ahead: ImpactAhead) -> dict[str, tuple[int, int]]:
    return {one.id: (one.weight.changed, one.weight.cases) for one in ahead.nodes}


def test_weights_are_of_the_cases_that_rest_on_a_node_for_data_on_any_version_of_it() -> None:
    weights = _weights(ahead_of(_grounds(40, CASES), 7))

    assert (weights["f-group"], weights["f-hour"]) == ((2, 4), (1, 4))
    assert weights["v1"] == weights["v2"] == weights["desk"] == (2, 3)
    assert weights["w1"] == (0, 1)
    assert weights["m1"] == weights["policy-2"] == (3, 4)
    # What an earlier policy decided is not run again.
    assert weights["policy-1"] == (0, 0)


def test_models_and_policies_are_called_after_their_point_and_known_by_their_keys() -> None:
    nodes = {one.id: (one.name, one.title) for one in ahead_of(_grounds(40, CASES), 7).nodes}

    assert nodes["m1"] == ("support.came_back 1", "came back (Keep or hand over), version 1")
    assert nodes["policy-2"] == ("support 2", "Keep or hand over, version 2")
    assert nodes["policy-1"][1] == "Keep or hand over: practice before Signoff"
    assert nodes["v2"] == ("tickets 2", "tickets 2")


def test_of_data_without_stated_features_nothing_is_known() -> None:
    grounds = _grounds(40, CASES)
    unstated = {id_: replace(one, features=frozenset[str]()) for id_, one in VERSIONS.items()}

    weights = _weights(ahead_of(replace(grounds, versions=unstated), 7))

    assert weights["v2"] == weights["desk"] == (0, 0)


def test_the_most_changed_decisions_come_first_and_what_is_unknown_last() -> None:
    ahead = ahead_of(_grounds(40, CASES), 7)

    known = [one.changed.expected for one in ahead.nodes if one.changed is not None]
    assert known == sorted(known, reverse=True)
    assert ahead.nodes[0].kind in {NodeKind.MODEL, NodeKind.POLICY}
    assert {one.id for one in ahead.nodes[-2:]} == {"policy-1", "w1"}
    assert {one.changed for one in ahead.nodes[-2:]} == {None}
    assert "decisions are expected here" in ahead.conclusion
    assert "would go another way without" in ahead.conclusion


def test_a_version_that_was_replaced_is_expected_to_fade() -> None:
    resting = {one.id: one.decisions for one in ahead_of(_grounds(40, CASES), 7).nodes}

    assert (resting["v1"].recent, resting["v2"].recent) == (140, 140)
    assert (resting["v1"].expected or 0.0) < (resting["v2"].expected or 0.0)


def test_without_explanations_the_sentence_says_so_and_nothing_is_counted_as_unchanged() -> None:
    ahead = ahead_of(_grounds(40, []), 7)

    assert ahead.conclusion.endswith("no score here has a stored explanation yet, so what would change is not known.")
    assert {one.changed for one in ahead.nodes} == {None}
    assert next(impact_lines(ahead)) == ahead.conclusion


def test_without_a_policy_in_use_weights_are_unknown() -> None:
    grounds = _grounds(40, CASES)
    ahead = ahead_of(replace(grounds, point=replace(POINT, policy=None)), 7)

    assert {one.weight.share for one in ahead.nodes} == {None}


def test_where_nothing_would_change_the_sentence_says_that() -> None:
    ahead = ahead_of(_grounds(40, [_case(0.0, 0.0)]), 7)

    assert ahead.conclusion.endswith("none of them is expected to go another way if one of these were wrong.")


def test_the_table_and_the_facts_hold_each_node_with_its_share() -> None:
    ahead = ahead_of(_grounds(40, CASES), 7)

    lines, facts = list(impact_lines(ahead)), impact_facts(ahead)

    assert len(lines) == 4 + len(ahead.nodes)
    assert lines[1] == "Weeks so far: No forecast has been scored yet: each is when its period is over."
    assert any("unknown" in line and line.endswith("practice before Signoff") for line in lines)
    assert facts["conclusion"] == ahead.conclusion
    shares = {one["id"]: one["weight"]["share"] for one in facts["nodes"]}
    assert (shares["f-group"], shares["policy-1"]) == (0.5, None)
