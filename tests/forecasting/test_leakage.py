"""F4: features stay byte-identical when everything known only later changes; planted leaks are caught."""

from dataclasses import replace

import numpy as np
import pytest

from forecasting.cases import CaseTable
from forecasting.columns import DAY, NEVER, Floats, Ints
from forecasting.errors import LeakedAttribute
from forecasting.features import FeatureHistory, Features, snapshot
from forecasting.history import HistoryLookup, NodeEvents, count_before
from forecasting.labels import Target, fit_deadlines
from forecasting.leakage import change_future, leaking, require_causal
from forecasting.risk import train
from tests.builders.made_cases import BEGIN, CUT, HAND_OVER, MISSED, QUICK, RECIPE, made_table

DEADLINES = fit_deadlines(made_table(1).as_of(CUT), MISSED)


def _own(table: CaseTable, target: Target) -> Features:
    return snapshot(table, FeatureHistory(table, target, DEADLINES if target is MISSED else None), RECIPE)


def _with(features: Features, name: str, values: Floats) -> Features:
    return replace(features, names=(name,), sources=(name,), numbers=values.reshape(-1, 1))


@pytest.mark.parametrize("target", [HAND_OVER, MISSED], ids=lambda target: target.name)
@pytest.mark.parametrize("seed", range(8))
def test_features_do_not_notice_what_happens_after_the_start(seed: int, target: Target) -> None:
    random = np.random.default_rng(seed)
    table = made_table(seed, 300)
    moments = [*random.integers(BEGIN + DAY, CUT + 10 * DAY, 4).tolist(), int(random.choice(table.started_at))]

    leaks = [leaking(lambda cases: _own(cases, target), table, moment, random) for moment in moments]

    assert leaks == [[]] * 5


@pytest.mark.parametrize("target", [HAND_OVER, MISSED], ids=lambda target: target.name)
def test_a_model_does_not_notice_what_happens_after_the_cut(target: Target) -> None:
    table = made_table(11)
    changed = change_future(table, CUT, np.random.default_rng(1))
    new = table.select(table.started_at >= CUT)

    before, after = train(table, target, CUT, QUICK), train(changed, target, CUT, QUICK)

    assert before.deadlines == after.deadlines
    assert before.features(new).numbers.tobytes() == after.features(new).numbers.tobytes()
    assert before.margin(before.features(new)).tobytes() == after.margin(after.features(new)).tobytes()


def test_the_change_leaves_the_past_alone_and_changes_the_rest() -> None:
    table = made_table(2)

    changed = change_future(table, CUT, np.random.default_rng(0))

    for known in ("ended_at", "ended_by", "resolved_at", "final_at", "missed", "started_at", "sequence"):
        old, new = getattr(table.as_of(CUT), known), getattr(changed.as_of(CUT), known)
        assert np.array_equal(old, new), known
    later = table.started_at > CUT
    assert (table.categories["team"][later] != changed.categories["team"][later]).any()
    assert (table.missed != changed.missed)[table.final_at >= CUT].all()


def _verdict_known_too_early(table: CaseTable) -> Features:
    """Plant a label leak: the final verdict is used from the resolution on, before it was written."""
    seen = NodeEvents(table.categories["team"], table.resolved_at, table.missed.astype(float))
    _, failures = count_before(HistoryLookup(table.categories["team"], table.started_at), seen)
    return _with(_own(table, MISSED), "failures of team", failures)


def _rate_without_a_date(table: CaseTable) -> Features:
    """Plant an aggregation leak: the rate of a team over the whole file, future included."""
    teams, places = np.unique(table.categories["team"].astype(str), return_inverse=True)
    ended = (table.ended_by == "HAND_OVER").astype(float)
    rates = np.bincount(places, ended, len(teams)) / np.bincount(places, minlength=len(teams))
    return _with(_own(table, HAND_OVER), "rate of team", rates[places])


def _attribute_of_the_last_row(table: CaseTable) -> Features:
    """Plant an overwritten attribute: each case shows the team that its record ended up with."""
    last = dict(zip(table.group_id, table.categories["team"], strict=True))
    final = np.empty(len(table), dtype=object)
    final[:] = [last[group] for group in table.group_id.tolist()]
    return replace(_own(table, HAND_OVER), categories={"team": final})


def _end_of_the_case_itself(table: CaseTable) -> Features:
    """Plant a target in disguise: how long the case will take."""
    took: Ints = np.where(table.ended_at < NEVER, table.ended_at - table.started_at, 0)
    return _with(_own(table, HAND_OVER), "duration", took.astype(float))


@pytest.mark.parametrize(
    ("planted", "named"),
    [
        (_verdict_known_too_early, "failures of team"),
        (_rate_without_a_date, "rate of team"),
        (_attribute_of_the_last_row, "team"),
        (_end_of_the_case_itself, "duration"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_planted_leak_is_caught_and_named(planted: object, named: str) -> None:
    assert callable(planted)
    random = np.random.default_rng(5)

    with pytest.raises(LeakedAttribute, match=named):
        require_causal(planted, made_table(3), CUT, random)


def test_counting_the_moment_itself_is_a_leak_too() -> None:
    def off_by_one(table: CaseTable) -> Features:
        ended = NodeEvents(table.categories["team"], table.ended_at, (table.ended_by == "HAND_OVER").astype(float))
        _, failures = count_before(HistoryLookup(table.categories["team"], table.started_at + 1), ended)
        return _with(_own(table, HAND_OVER), "failures", failures)

    table = made_table(4)
    table = replace(table, categories={**table.categories, "team": np.full(len(table), "one team", dtype=object)})
    shared = int(table.ended_at[np.isin(table.ended_at, table.started_at) & (table.ended_by == "HAND_OVER")][0])

    assert leaking(off_by_one, table, shared, np.random.default_rng(0)) == ["failures"]
