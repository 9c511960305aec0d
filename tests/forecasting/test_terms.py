"""Free text: each term adds its own signed part, is learned from training cases alone, and no text is stored."""

from dataclasses import replace

import numpy as np
import pytest

from forecasting.cases import case_table
from forecasting.columns import HOUR
from forecasting.explain import TOLERANCE, explain
from forecasting.leakage import change_future
from forecasting.metrics import area_under_curve
from forecasting.registration import feature_records
from forecasting.requests import ScoringRequest, request_table
from forecasting.risk import RiskModel, train
from tests.builders.made_cases import ATTRIBUTES, CUT, HAND_OVER, NOTE, QUICK, made_columns, noted_table

TABLE = noted_table(41, 450)
NEW = TABLE.select(TABLE.started_at >= CUT)
STUCK = 'note "stuck"'


@pytest.fixture(scope="module")
def model() -> RiskModel:
    return train(TABLE, HAND_OVER, CUT, QUICK)


def _scored(note: str | None) -> ScoringRequest:
    payload = {"team": "team 1", "topic": "topic 1", "size": 3.0, "note": note}
    return ScoringRequest("new", payload, CUT + HOUR)


def test_terms_and_attributes_add_up_to_each_score(model: RiskModel) -> None:
    for case in explain(model, NEW):
        total = case.base + sum(part.amount for part in case.parts)
        assert abs(total - case.margin) <= TOLERANCE
        assert abs(np.log(case.probability / (1 - case.probability)) - total) <= TOLERANCE


def test_a_case_states_the_terms_that_its_text_holds_and_no_others(model: RiskModel) -> None:
    for case, note in zip(explain(model, NEW), NEW.texts["note"].tolist(), strict=True):
        features = {part.feature: part for part in case.parts}
        assert (STUCK in features) is ("stuck" in note)
        if STUCK in features:
            assert (features[STUCK].value, features[STUCK].amount > 0.5) == (True, True)


def test_a_reason_names_the_word_and_which_way_it_points(model: RiskModel) -> None:
    raised, lowered = (
        explain(model, request_table([_scored(note)], (*ATTRIBUTES, NOTE))) for note in ("printer stuck", "printer")
    )

    assert raised[0].reasons[0] == 'Note contains "stuck" (raises the risk)'
    assert raised[0].probability > lowered[0].probability
    assert not any("stuck" in reason for reason in lowered[0].reasons)


def test_words_tell_later_cases_better_than_all_else(model: RiskModel) -> None:
    plain = train(replace(TABLE, texts={}), HAND_OVER, CUT, QUICK)
    answer = NEW.ended_by == "HAND_OVER"

    texts, without = (area_under_curve(one.chance(NEW), answer) for one in (model, plain))

    assert texts > without + 0.05


def test_no_word_of_later_cases_is_learned(model: RiskModel) -> None:
    changed = change_future(TABLE, CUT, np.random.default_rng(3))
    changed.texts["note"][changed.started_at >= CUT] = "tomorrow"

    after = train(changed, HAND_OVER, CUT, QUICK)

    learned = after.blend.texts[0]
    assert "tomorrow" not in learned.vectors.terms
    assert learned.vectors.terms == model.blend.texts[0].vectors.terms
    assert after.margin(after.features(NEW)).tobytes() == model.margin(model.features(NEW)).tobytes()


def test_a_word_that_few_cases_hold_is_not_learned() -> None:
    notes = TABLE.texts["note"].copy()
    notes[np.flatnonzero(TABLE.started_at < CUT)[:4]] = "frederica"

    learned = train(replace(TABLE, texts={"note": notes}), HAND_OVER, CUT, QUICK).blend.texts[0]

    assert "frederica" not in learned.vectors.terms
    assert "stuck" in learned.vectors.terms


def test_a_model_stores_terms_and_no_text(model: RiskModel) -> None:
    assert model.past.texts == {}
    assert {attribute.name for attribute in model.past.attributes} == {"team", "topic", "size", "note"}


def test_each_named_term_is_a_feature_of_the_registry(model: RiskModel) -> None:
    records = {one.name: one for one in feature_records(model)}

    assert (records[STUCK].value_type, records[STUCK].availability) == ("FLAG", "CREATION")
    assert records[STUCK].label == 'note contains "stuck"'
    assert records["note"].value_type == "TEXT"
    assert records["note: other words"].label == "other words of note"
    assert {part.feature for case in explain(model, NEW) for part in case.parts} <= set(records)


@pytest.mark.parametrize("note", [None, "", "zzz", "!!!"])
def test_a_text_without_known_words_adds_nothing(model: RiskModel, note: str | None) -> None:
    [case] = explain(model, request_table([_scored(note)], (*ATTRIBUTES, NOTE)))

    assert [part for part in case.parts if part.feature.startswith("note")] == []


def test_texts_without_any_common_word_leave_the_other_attributes() -> None:
    columns = made_columns(5, 400)
    columns["note"] = [f"unique{row}" for row in range(len(columns["case_id"]))]

    model = train(case_table(columns, (*ATTRIBUTES, NOTE)), HAND_OVER, CUT, QUICK)

    assert model.blend.texts == ()
