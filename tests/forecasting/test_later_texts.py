"""A model of texts learns on: its stored past gets its texts back from the record, and later ones join them."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from forecasting.cases import CaseTable, Labels
from forecasting.columns import HOUR, NEVER
from forecasting.labels import Answer, Target
from forecasting.later_cases import LaterAnswer, grown, with_answers, with_texts
from forecasting.requests import ScoringRequest
from forecasting.risk import RiskModel, train
from pipelines.learning.retraining import made_elsewhere
from tests.builders.made_cases import CUT, END, QUICK, noted_table

HELD = Target("held", Answer.LABEL, "were held", event="held")
NOTED = noted_table(41, 450)


def with_another_word() -> CaseTable:
    """Cases whose tell-tale word is another one after the cut; whether they were held is known an hour later."""
    late = NOTED.started_at >= CUT
    notes = NOTED.texts["note"].copy()
    notes[late] = [note.replace("stuck", "jammed") for note in notes[late].tolist()]
    held = Labels(NOTED.ended_by == "HAND_OVER", NOTED.started_at + HOUR)
    return replace(NOTED, texts={"note": notes}, labels={"held": held})


TABLE = with_another_word()
LEARNED = train(TABLE, HELD, CUT, QUICK)


def payloads(table: CaseTable) -> dict[str, Mapping[str, object]]:
    columns = {**table.categories, **table.numbers, **table.texts}
    return {
        case: {name: column[row] for name, column in columns.items()} for row, case in enumerate(table.case_id.tolist())
    }


def named_terms(model: RiskModel) -> set[str]:
    return set(model.blend.texts[0].named)


def test_a_stored_past_gets_its_texts_back_by_case() -> None:
    before = TABLE.started_at < CUT

    table = with_texts(LEARNED.past, payloads(TABLE.select(np.flatnonzero(before)[1:])))

    assert LEARNED.past.texts == {}
    assert table.texts["note"].tolist() == ["", *TABLE.texts["note"][before].tolist()[1:]]


def test_a_model_of_texts_learns_the_words_of_later_cases() -> None:
    later = TABLE.select(TABLE.started_at >= CUT)
    began = dict(zip(TABLE.case_id.tolist(), TABLE.started_at.tolist(), strict=True))
    requests = [ScoringRequest(case, values, began[case]) for case, values in payloads(TABLE).items()]
    answers = {
        case: LaterAnswer(bool(value), HOUR)
        for case, value in zip(later.case_id.tolist(), later.labels["held"].value.tolist(), strict=True)
    }

    table = grown(with_texts(LEARNED.past, {one.case_id: one.payload for one in requests}), requests)
    again = train(with_answers(table, HELD, None, answers), HELD, END, QUICK)

    assert (len(table), len(table.texts["note"])) == (len(TABLE), len(TABLE))
    assert table.labels["held"].known_at[-1] == NEVER
    assert ("stuck" in named_terms(LEARNED), "jammed" in named_terms(LEARNED)) == (True, False)
    assert {"stuck", "jammed"} <= named_terms(again)


def test_a_ready_made_score_says_that_it_is_not_trained_here() -> None:
    ready = replace(LEARNED, target=replace(HELD, column="screening_score"))

    assert made_elsewhere(LEARNED) is None
    assert made_elsewhere(ready) == (
        "its scores stand ready-made in the column screening_score: there is nothing to train here"
    )
