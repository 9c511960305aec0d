"""F13: base and contributions are the score, and the tree part equals brute-force Shapley values."""

import re
from dataclasses import replace
from itertools import combinations
from math import comb

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from forecasting.backtest import rehearse
from forecasting.calibration import Affine, probability
from forecasting.columns import DAY, Floats
from forecasting.errors import ExplanationDoesNotAddUp
from forecasting.explain import MATERIAL, REASONS, TOLERANCE, FeatureContribution, Wording, explain, require_additive
from forecasting.features import AGE, SEQUENCE, TIME
from forecasting.risk import RiskModel, train
from forecasting.trees import shapley
from tests.builders.made_cases import CUT, HAND_OVER, MISSED, QUICK, made_table

TABLE = made_table(21)
NEW = TABLE.select(TABLE.started_at >= CUT)


@pytest.fixture(scope="module", params=[HAND_OVER, MISSED], ids=lambda target: target.name)
def model(request: pytest.FixtureRequest) -> RiskModel:
    return train(TABLE, request.param, CUT, QUICK)


def test_every_explanation_adds_up_to_the_shown_probability(model: RiskModel) -> None:
    explained = explain(model, NEW)

    assert len(explained) == len(NEW)
    for case in explained:
        margin = case.base + sum(part.amount for part in case.parts)
        assert abs(margin - case.margin) <= TOLERANCE
        assert abs(np.log(case.probability / (1 - case.probability)) - margin) <= TOLERANCE


def test_any_recalibration_keeps_it_adding_up(model: RiskModel) -> None:
    features = model.features(NEW)
    base, parts = model.blend.contributions(features)
    affine = Affine(0.37, -1.9)

    total = affine.slope * base + affine.shift + affine.slope * np.sum(list(parts.values()), axis=0)

    assert np.abs(total - affine.apply(model.blend.margin(features))).max() <= TOLERANCE


def test_an_explanation_that_misses_its_score_is_a_fault() -> None:
    with pytest.raises(ExplanationDoesNotAddUp, match="nothing was stored"):
        require_additive(0.5, {"team": np.array([0.1, 0.1])}, np.array([0.6, 0.600002]))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_contribution_that_is_no_number_is_a_fault(bad: float) -> None:
    with pytest.raises(ExplanationDoesNotAddUp):
        require_additive(0.5, {"team": np.array([bad])}, np.array([0.6]))


def test_parts_are_named_after_attributes_and_sorted_by_weight(model: RiskModel) -> None:
    case = explain(model, NEW)[0]
    amounts = [abs(part.amount) for part in case.parts]

    assert amounts == sorted(amounts, reverse=True)
    assert {part.feature for part in case.parts} == {
        "team", "topic", "size", "time", "age", "sequence", "level",
    }  # fmt: skip
    values = {part.feature: part.value for part in case.parts}
    assert values["team"] == NEW.categories["team"][0]
    assert values["size"] == NEW.numbers["size"][0]


def test_reasons_are_few_material_signed_and_in_words(model: RiskModel) -> None:
    for case in explain(model, NEW):
        material = [part for part in case.parts[:REASONS] if abs(part.amount) >= MATERIAL]
        assert len(case.reasons) == len(material)
        for part, reason in zip(material, case.reasons, strict=True):
            assert reason.endswith("(raises the risk)" if part.amount > 0 else "(lowers the risk)")
    text = " ".join(reason for case in explain(model, NEW) for reason in case.reasons)
    assert f"such cases {model.target.description}" in text
    assert "times the usual" in text


def test_an_amount_of_money_stands_with_its_currency_however_large(model: RiskModel) -> None:
    priced = [replace(one, unit="EUR") if one.name == "size" else one for one in NEW.attributes]
    large = replace(NEW, attributes=tuple(priced))
    wording = Wording(model, large, model.features(large))

    text = wording.sentence(FeatureContribution("size", 1234567.5, 0.4), 0)

    assert text == "Size: 1,234,567.50 EUR (raises the risk)"


def test_no_case_needs_no_explanation(model: RiskModel) -> None:
    assert explain(model, NEW.select(NEW.started_at < 0)) == []


@pytest.mark.parametrize("columns", [3, 6])
def test_the_tree_part_equals_brute_force_shapley_values(columns: int) -> None:
    random = np.random.default_rng(columns)
    matrix = random.integers(0, 6, (300, columns)).astype(float)
    answer = matrix[:, 0] * matrix[:, 1] + matrix[:, 2] + random.normal(size=300) > 9
    boosted = tuple(
        HistGradientBoostingClassifier(max_iter=8, max_leaf_nodes=6, random_state=seed, max_features=0.7).fit(
            matrix, answer
        )
        for seed in range(2)
    )

    base, values = shapley(boosted, matrix[:12])

    for row in range(12):
        expected = np.mean([_brute_force(learned, matrix[row]) for learned in boosted], axis=0)
        assert values[row] == pytest.approx(expected, abs=1e-9)
    margin = np.mean([learned.decision_function(matrix[:12]) for learned in boosted], axis=0)
    assert base + values.sum(axis=1) == pytest.approx(margin, abs=1e-9)


def _brute_force(learned: HistGradientBoostingClassifier, case: Floats) -> list[float]:
    """Average each feature's marginal effect over all coalitions of the others."""
    size = len(case)
    trees = [stage[0].nodes for stage in learned._predictors]
    worth = {
        known: sum(_expected(nodes, 0, case, known) for nodes in trees)
        for count in range(size + 1)
        for known in combinations(range(size), count)
    }
    return [
        sum(
            (worth[tuple(sorted((*known, feature)))] - worth[known]) / (size * comb(size - 1, len(known)))
            for known in worth
            if feature not in known
        )
        for feature in range(size)
    ]


def _expected(nodes: NDArray[np.void], place: int, case: Floats, known: tuple[int, ...]) -> float:
    """Return a tree's value when only the known features are given, weighing branches by training cases."""
    node = nodes[place]
    if node["is_leaf"]:
        return float(node["value"])
    left, right = int(node["left"]), int(node["right"])
    if node["feature_idx"] in known:
        return _expected(nodes, left if case[node["feature_idx"]] <= node["num_threshold"] else right, case, known)
    share = nodes[left]["count"] / node["count"]
    return float(share * _expected(nodes, left, case, known) + (1 - share) * _expected(nodes, right, case, known))


def test_probability_of_a_margin_is_the_logistic_function() -> None:
    assert probability(np.array([0.0, 2.0, -40.0])) == pytest.approx([0.5, 0.8807970779778823, 4.2e-18], abs=1e-15)


def test_the_made_up_signal_is_found(model: RiskModel) -> None:
    late = NEW.select(NEW.started_at < CUT + 10 * DAY)
    wrong = late.ended_by == "HAND_OVER" if model.target is HAND_OVER else late.missed

    chance = model.chance(late)

    assert chance[wrong].mean() > chance[~wrong].mean() + 0.03


def test_a_log_without_a_clock_has_no_hour_weekday_or_age_in_its_reasons() -> None:
    untimed = replace(QUICK, recipe=replace(QUICK.recipe, timed=False))
    explained = explain(train(TABLE, HAND_OVER, CUT, untimed), NEW)

    named = {part.feature for case in explained for part in case.parts}
    assert named & {TIME, AGE} == set()
    assert {"team", "topic", SEQUENCE} <= named
    assert not any("It began" in reason or "weeks" in reason for case in explained for reason in case.reasons)


def test_a_back_test_of_a_log_without_a_clock_names_rows() -> None:
    untimed = replace(QUICK, recipe=replace(QUICK.recipe, timed=False))
    model = train(TABLE, HAND_OVER, CUT, untimed)

    text = rehearse(TABLE, model, untimed).protocol

    assert re.findall(r"\d{4}-\d{2}-\d{2}| \d+ h\b", text) == []
    assert re.match(r"Cut row \d+: everything", text)
