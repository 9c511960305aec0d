"""Training is repeatable, refuses what teaches nothing, and its file is trusted by hash alone."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from forecasting.artefact import artefact_path, load_model, save_model
from forecasting.cases import case_table
from forecasting.columns import HOUR
from forecasting.errors import ArtefactChanged, NotEnoughLabels, OneClass
from forecasting.risk import Training, train
from tests.builders.made_cases import ATTRIBUTES, CUT, HAND_OVER, MISSED, QUICK, made_columns, made_table

TABLE = made_table(31)


def _chance(training: Training) -> bytes:
    model = train(TABLE, HAND_OVER, CUT, training)
    return model.chance(TABLE.select(TABLE.started_at >= CUT)).tobytes()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not() -> None:
    assert _chance(QUICK) == _chance(QUICK)
    assert _chance(QUICK) != _chance(replace(QUICK, seed=99))


def test_the_order_of_the_rows_does_not_matter_to_what_is_known() -> None:
    shuffled = TABLE.select(np.random.default_rng(0).permutation(len(TABLE)))

    first, second = train(TABLE, HAND_OVER, CUT, QUICK), train(shuffled, HAND_OVER, CUT, QUICK)

    new = TABLE.select(TABLE.started_at >= CUT)
    assert first.features(new).numbers.tobytes() == second.features(new).numbers.tobytes()


def test_a_case_that_it_never_saw_is_scored_like_an_average_one() -> None:
    model = train(TABLE, HAND_OVER, CUT, QUICK)
    columns = made_columns(1, 40)
    columns["team"] = ["never seen"] * len(columns["team"])
    columns["topic"] = [None] * len(columns["topic"])
    columns["size"] = [None] * len(columns["size"])

    chance = model.chance(case_table(columns, ATTRIBUTES))

    assert ((chance > 0.0) & (chance < 1.0)).all()


def test_only_matured_cases_before_the_gap_are_learned_from() -> None:
    model = train(TABLE, MISSED, CUT, QUICK)
    started = dict(zip(TABLE.case_id.tolist(), TABLE.started_at.tolist(), strict=True))

    assert model.gap_hours == pytest.approx(48.0, abs=1.0)
    assert max(started[case] for case in model.seen_case.tolist()) < CUT - model.gap_hours * HOUR + 1


def test_too_little_history_is_refused_with_its_number() -> None:
    with pytest.raises(NotEnoughLabels, match=r"^not enough matured labels: \d+ of \d+ for hand_over"):
        train(made_table(1, 60), HAND_OVER, CUT, QUICK)


def test_a_single_class_is_refused() -> None:
    with pytest.raises(OneClass, match=r"only one class: all .* are no"):
        train(TABLE, replace(HAND_OVER, event="NEVER_HAPPENS"), CUT, QUICK)


def test_a_stored_model_scores_as_before(tmp_path: Path) -> None:
    model = train(TABLE, MISSED, CUT, QUICK)
    new = TABLE.select(TABLE.started_at >= CUT)

    restored = load_model(tmp_path, save_model(model, tmp_path))

    assert restored.chance(new).tobytes() == model.chance(new).tobytes()


def test_a_changed_or_absent_artefact_is_refused_unread(tmp_path: Path) -> None:
    digest = save_model(train(TABLE, HAND_OVER, CUT, QUICK), tmp_path)
    path = artefact_path(tmp_path, digest)
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    with pytest.raises(ArtefactChanged, match="does not hash"):
        load_model(tmp_path, digest)
    with pytest.raises(ArtefactChanged, match="no model file"):
        load_model(tmp_path, "0" * 64)
