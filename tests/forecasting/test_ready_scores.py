"""Scores made elsewhere: calibrated on cases that they were not trained on, explained, and refused without evidence."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from forecasting.cases import Attribute, Available, CaseTable, Kind, case_table, with_labels
from forecasting.columns import HOUR
from forecasting.errors import NoEvidence
from forecasting.explain import TOLERANCE, explain
from forecasting.labels import Answer, Target
from forecasting.registration import feature_records
from forecasting.requests import ScoringRequest, request_table
from forecasting.risk import RiskModel, second_opinion, train
from forecasting.signal import measure_signal
from graph.errors import InvalidInput
from tests.builders.made_cases import ATTRIBUTES, BEGIN, CUT, HAND_OVER, QUICK, made_columns

SCORE = Attribute("forecast", Kind.SCORE, Available.CREATION, "forecast of the old system")
FORECAST = Target("forecast", Answer.LABEL, "were handed over", event="forecast", column="forecast")


def scored_table(*, trained_on: float) -> CaseTable:
    """Return cases with a score that promises twice the log-odds that are true, the first of them its training set."""
    random, columns = np.random.default_rng(8), made_columns(8)
    truth = random.normal(-0.5, 1.0, len(columns["case_id"]))
    came = random.random(len(truth)) < 1 / (1 + np.exp(-truth))
    columns["forecast"] = (1 / (1 + np.exp(-2.0 * truth))).tolist()
    begun = np.asarray(columns["started_at"], dtype=np.int64)
    seen = begun < BEGIN + trained_on * (CUT - BEGIN)
    known = [datetime.fromtimestamp(int(at) + HOUR, UTC) for at in begun]
    labels = [None if old else (bool(one), at) for old, one, at in zip(seen, came, known, strict=True)]
    return with_labels(case_table(columns, (*ATTRIBUTES, SCORE)), {"forecast": labels})


TABLE = scored_table(trained_on=0.3)
NEW = TABLE.select(TABLE.started_at >= CUT)


@pytest.fixture(scope="module")
def model() -> RiskModel:
    return train(TABLE, FORECAST, CUT, QUICK)


def test_a_score_is_calibrated_on_cases_that_it_was_not_trained_on(model: RiskModel) -> None:
    hidden = TABLE.labels["forecast"].known_at > TABLE.final_at.max()
    forged = TABLE.scores["forecast"].copy()
    forged[hidden] = 1.0 - forged[hidden]

    after = train(replace(TABLE, scores={"forecast": forged}), FORECAST, CUT, QUICK)

    assert 100 < int(hidden.sum()) < len(TABLE) - 100
    assert (after.affine, after.blend) == (model.affine, model.blend)
    assert model.affine.slope == pytest.approx(0.6, abs=0.15)
    assert set(model.seen_case.tolist()).isdisjoint(TABLE.case_id[hidden].tolist())


def test_its_explanation_adds_up_and_names_the_score(model: RiskModel) -> None:
    cases = explain(model, NEW)

    assert len(cases) == len(NEW) > 50
    for case, score in zip(cases, NEW.scores["forecast"], strict=True):
        [part] = case.parts
        assert (part.feature, part.value) == ("forecast", score)
        assert abs(case.base + part.amount - case.margin) <= TOLERANCE
    highest = max(cases, key=lambda case: case.probability)
    assert highest.reasons[0].startswith("Forecast of the old system: 0.9")
    assert highest.reasons[0].endswith("(raises the risk)")


def test_its_record_names_its_column_alone(model: RiskModel) -> None:
    assert [(one.name, one.value_type) for one in feature_records(model)] == [("forecast", "NUMBER")]


def test_without_evidence_it_is_refused_as_a_risk_and_stands_as_a_second_opinion() -> None:
    table = scored_table(trained_on=1.0)
    new = table.select(table.started_at >= CUT)

    with pytest.raises(NoEvidence, match=r"^no evidence: of cases that forecast was not trained on, 0 have a label"):
        train(table, FORECAST, CUT, QUICK)
    other = second_opinion(table, FORECAST, CUT)

    assert len(other.seen_case) == 0
    assert other.chance(new) == pytest.approx(new.scores["forecast"])


def test_how_good_it_is_is_not_measured_on_what_it_was_trained_on() -> None:
    measured = measure_signal(TABLE, FORECAST, QUICK)
    labelled = int((TABLE.labels["forecast"].known_at < TABLE.final_at.max()).sum())

    assert measured.n_train + measured.n_test <= labelled
    assert measured.usable
    with pytest.raises(NoEvidence):
        measure_signal(scored_table(trained_on=9.0), FORECAST, QUICK)


@pytest.mark.parametrize("score", [None, -0.1, 1.5])
def test_a_case_without_a_chance_in_its_column_gets_no_score(model: RiskModel, score: float | None) -> None:
    payload = {"team": "team 1", "topic": "topic 1", "size": 3.0, "forecast": score}
    request = ScoringRequest("new", payload, CUT + HOUR)

    assert explain(model, request_table([request], (*ATTRIBUTES, SCORE))) == []


def test_a_column_of_other_numbers_is_refused_with_one_of_them() -> None:
    scores = TABLE.scores["forecast"].copy()
    scores[3] = 37.0

    with pytest.raises(InvalidInput, match=r"^forecast: 1 scores are no chance from 0 to 1, such as 37; scale them"):
        train(replace(TABLE, scores={"forecast": scores}), FORECAST, CUT, QUICK)


def test_no_model_of_our_own_reads_it() -> None:
    own = train(TABLE, HAND_OVER, CUT, QUICK)
    forged = replace(NEW, scores={"forecast": 1.0 - NEW.scores["forecast"]})

    assert own.chance(forged).tobytes() == own.chance(NEW).tobytes()
    assert "forecast" not in {one.name for one in feature_records(own)}
