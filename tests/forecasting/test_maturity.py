"""Answers become known at different speeds: what is learned and promised follows the data, not the fast answers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from forecasting.cases import CaseTable, case_table, with_labels
from forecasting.columns import DAY, HOUR, Floats
from forecasting.labels import Answer, Target
from forecasting.maturity import maturity
from forecasting.metrics import measure
from forecasting.risk import train
from tests.builders.made_cases import ATTRIBUTES, BEGIN, QUICK, made_columns

CUT = BEGIN + 120 * DAY
WRONG = Target("wrong", Answer.LABEL, "were wrong", event="wrong")


def two_speeds(seed: int, share_wrong: float = 0.3, *, telling: bool = True) -> tuple[CaseTable, Floats]:
    """Cases of five months: a wrong one is refused within the hour, a right one is known to be right after a month."""
    random = np.random.default_rng(seed)
    columns = made_columns(seed, 2_000)
    count = len(columns["case_id"])
    began = np.sort(random.integers(BEGIN, BEGIN + 150 * DAY, count))
    size = np.asarray(columns["size"], dtype=np.float64)
    odds = np.log(share_wrong / (1 - share_wrong)) + (0.6 * (size - 5) if telling else 0.0)
    chance = 1 / (1 + np.exp(-odds))
    wrong = random.random(count) < chance
    delay = np.where(wrong, random.integers(60, HOUR, count), 28 * DAY + random.integers(0, 5 * DAY, count))
    for name in ("started_at", "opened_at"):
        columns[name] = began.tolist()
    columns["case_id"] = columns["group_id"] = [str(place) for place in range(count)]
    columns["sequence"] = [0] * count
    for name in ("ended_at", "resolved_at", "final_at", "missed"):
        columns[name] = [None] * count
    table = case_table(columns, ATTRIBUTES)
    known = with_labels(table, {"wrong": [None] * count})
    labels = known.labels["wrong"]
    labels.value[:], labels.known_at[:] = wrong, began + delay
    return known, chance


def test_the_share_known_by_an_age_is_found_though_slow_answers_of_young_cases_are_missing() -> None:
    random = np.random.default_rng(4)
    age = random.integers(0, 100 * DAY, 6_000)
    delay = random.exponential(10 * DAY, 6_000).astype(np.int64)
    seen, answer = delay < age, np.ones(6_000, np.bool_)

    estimated = maturity(answer[seen], delay[seen], age[seen]).delays[True].known_by(np.array([5, 10, 20]) * DAY)

    assert np.abs(estimated - (1 - np.exp(-np.array([0.5, 1.0, 2.0])))).max() < 0.03


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=60))
def test_shares_rise_from_nothing_to_all_and_weights_stay_within_bounds(cases: list[tuple[bool, int, int]]) -> None:
    answer = np.array([one for one, _, _ in cases])
    delay = np.array([after for _, after, _ in cases])
    age = delay + np.array([more for _, _, more in cases])

    estimated = maturity(answer, delay, age)

    for delays in estimated.delays.values():
        assert (np.diff(delays.share) >= -1e-12).all()
        assert 0.0 <= delays.share.min() <= delays.share.max() == 1.0
    weights = estimated.weights(answer, age)
    assert abs(weights.mean() - 1.0) < 1e-9
    assert weights.max() <= 5.0 * weights.min() + 1e-9
    assert 0 <= estimated.gap <= np.quantile(age, 0.5)


def test_fast_rejections_do_not_make_every_case_look_wrong() -> None:
    table, _ = two_speeds(21)
    model = train(table, WRONG, CUT, QUICK)
    later = (table.started_at >= CUT) & (table.started_at < CUT + 20 * DAY)

    measured = measure(model.chance(table.select(later)), table.labels["wrong"].value[later])

    assert model.gap_hours * HOUR > 28 * DAY
    assert abs(model.chance(table.select(later)).mean() - measured.prevalence) < 0.05
    assert measured.ece < 0.15
    assert measured.brier < 0.9 * measured.brier_prior
    assert model.usable


def test_what_cannot_be_told_is_no_usable_signal() -> None:
    verdicts = [train(two_speeds(seed, telling=False)[0], WRONG, CUT, QUICK) for seed in range(3)]

    for model in verdicts:
        assert model.window is not None
        assert model.window.brier > 0.97 * model.window.brier_prior
    assert not all(model.usable for model in verdicts)
