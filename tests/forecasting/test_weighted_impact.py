"""F10: which decisions would go another way without an input; the gate itself, case by case, is the oracle."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forecasting.calibration import probability
from forecasting.score_limits import RESULTS, RoutesByScore, between
from forecasting.weighted_impact import ExplainedScores, WeightedImpact, weight_of
from forecasting.whatif.replay import StoredCase, gate_result
from graph.domain.gate.facts import Mode, PointFacts
from graph.domain.intake.quality import Quality
from graph.domain.kernel.canonical import Scalar
from tests.builders.values import POLICY, policy

POINT = PointFacts("support", Mode.HYBRID, high_impact=False, reversible=True)
TABLE = policy(
    POLICY.replace("  late:", "  hours: {type: number, max: 100, words: hours left}\n  late:").replace(
        "late: false}", 'late: false, hours: "> 0"}'
    )
)
LIMITS = (0.2, 0.8, 0.9)
CHANCES = st.one_of(st.floats(0.001, 0.999), st.sampled_from(LIMITS))
HOURS: st.SearchStrategy[Scalar] = st.sampled_from([None, -3.0, 0, 0.0, 1e-7, 40, 100, 101.0])
CASES = st.builds(
    lambda priority, late, hours, quality, reach, required: StoredCase(
        {"priority": priority, "late": late, "hours": hours, "unread": "x"}, 0.5, quality, reach, required
    ),
    st.sampled_from(["P1", "P4", "P9", None]),
    st.sampled_from([True, False, None]),
    HOURS,
    st.sampled_from(list(Quality)),
    st.sampled_from([-1, 0, 25, 26, 400]),
    st.sampled_from([False, False, True]),
)


def _gate(cases: Sequence[StoredCase]) -> RoutesByScore:
    return RoutesByScore(TABLE, POINT, cases)


def _one_by_one(case: StoredCase, chance: float) -> str:
    with_score = StoredCase({**case.values, "risk": chance}, chance, case.quality, case.reach, case.person_required)
    return gate_result(TABLE, POINT, with_score)


@settings(deadline=None)
@given(st.lists(st.tuples(CASES, CHANCES, CHANCES), min_size=1, max_size=12))
def test_cases_go_the_way_that_the_gate_sends_each_of_them_with_any_score(
    drawn: list[tuple[StoredCase, float, float]],
) -> None:
    gate = _gate([case for case, _, _ in drawn])

    for place in (1, 2):
        chances = [float(row[place]) for row in drawn]  # type: ignore[arg-type]  # mypy joins the tuple's types
        routed = gate.results({"risk": np.array(chances)})

        assert [RESULTS[code] for code in routed.tolist()] == [
            _one_by_one(row[0], chance) for row, chance in zip(drawn, chances, strict=True)
        ]


def _explained(*rows: tuple[float, float]) -> ExplainedScores:
    """Cases at base 0, each with what `group` and `hour` add to it."""
    group, hour = (np.array(column) for column in zip(*rows, strict=True))
    return ExplainedScores("risk", group + hour, {"group": group, "hour": hour, "idle": np.zeros(len(rows))})


def _routine(count: int) -> list[StoredCase]:
    values: dict[str, Scalar] = {"priority": "P4", "late": False, "hours": 5.0}
    return [StoredCase(values, 0.5, Quality.CLEAN, 3, person_required=False) for _ in range(count)]


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-6, 6), st.floats(-6, 6)), min_size=1, max_size=12))
def test_a_feature_that_adds_nothing_changes_nothing(rows: list[tuple[float, float]]) -> None:
    impact = WeightedImpact(_gate(_routine(len(rows))), [_explained(*rows)])

    assert not impact.changed({"idle"}).any()
    assert not impact.changed(()).any()
    assert not impact.changed({"of another model"}).any()


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-6, 6), st.floats(-6, 6)), min_size=1, max_size=12))
def test_taking_features_away_changes_what_the_gate_changes_case_by_case(rows: list[tuple[float, float]]) -> None:
    cases = _routine(len(rows))
    impact = WeightedImpact(_gate(cases), [_explained(*rows)])

    for features, left in ((("group",), [(g + h) - g for g, h in rows]), (("group", "hour"), [0.0] * len(rows))):
        expected = [
            _one_by_one(case, _chance(g + h)) != _one_by_one(case, _chance(margin))
            for case, (g, h), margin in zip(cases, rows, left, strict=True)
        ]
        assert impact.changed(features).tolist() == expected


def _chance(margin: float) -> float:
    return float(probability(np.array(margin)))


def test_without_a_score_everything_that_was_automatic_goes_to_a_person() -> None:
    impact = WeightedImpact(_gate(_routine(3)), [_explained((-3.0, 0.0), (0.0, 0.0), (-1.0, -1.0))])

    assert impact.changed_without_score({"risk"}).tolist() == [True, False, True]
    assert impact.changed_without_score({"of another model"}).tolist() == [False] * 3
    assert impact.automatic().tolist() == [True, False, True]


def test_the_weight_is_a_share_with_its_interval_and_unknown_without_explained_cases() -> None:
    some, none = weight_of(np.arange(40) < 10), weight_of(np.zeros(0, np.bool_))

    assert (some.cases, some.changed, some.share) == (40, 10, 0.25)
    assert some.band == pytest.approx((0.1557, 0.3760), abs=1e-4)
    assert (none.share, none.band) == (None, (0.0, 1.0))


def test_a_number_lies_on_a_limit_or_between_two() -> None:
    places = between(np.array(LIMITS), np.array([0.1, 0.2, 0.3, 0.9, 0.95, np.nan]))

    assert places.tolist() == [0, 1, 2, 5, 6, -1]
