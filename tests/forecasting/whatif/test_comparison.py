"""Base and scenario on the same draws: deterministic, paired, right in sign, and the same queue as simpy's."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from bench.hidden_interface import WhatIfQuestion
from bench.simpy_queue import SimpyQueue
from forecasting.columns import DAY
from forecasting.whatif.comparison import Cancelled, compare, simulate, timeline_of
from forecasting.whatif.draws import DrawSource
from forecasting.whatif.firm import Option, Plan, SimulatedFirm
from forecasting.whatif.queueing import run_queue
from forecasting.whatif.replication import _team, _work
from graph.errors import InvalidInput
from tests.builders.calibrated_firm import firm_of, option_of
from tests.builders.made_firm import MadeFirm, Process

PLAN = Plan(horizon_days=7, replications=30, seed=4)
AS_IS = WhatIfQuestion("as it is", 0.35, use_shadow=False, reviewers=0, volume=1.0, horizon_days=7)


def always(_done: int, _all: int) -> bool:
    return True


@cache
def made() -> tuple[MadeFirm, SimulatedFirm]:
    known = MadeFirm(Process(weeks=8, a_day=45), 1)
    return known, firm_of(known.history)


def changed_option(**changed: Any) -> Option:  # noqa: ANN401  # fields of a question
    return option_of(made()[0].history, replace(AS_IS, **changed))


def test_no_change_is_no_difference() -> None:
    comparison = compare(made()[1], changed_option(), changed_option(), PLAN, always)

    assert all(
        (one.delta.low, one.delta.high) == (0.0, 0.0) or np.isnan(one.delta.low) for one in comparison.measures.values()
    )


def test_the_same_seed_gives_the_same_answer_and_another_seed_another() -> None:
    first = compare(made()[1], changed_option(), changed_option(reviewers=-1), PLAN, always)
    again = compare(made()[1], changed_option(), changed_option(reviewers=-1), PLAN, always)
    other = compare(made()[1], changed_option(), changed_option(reviewers=-1), replace(PLAN, seed=5), always)

    assert np.array_equal(first.samples["waiting_hours"], again.samples["waiting_hours"])
    assert not np.array_equal(first.samples["waiting_hours"], other.samples["waiting_hours"])


def test_one_reviewer_less_means_longer_waits_in_every_replication_and_no_other_cases() -> None:
    comparison = compare(made()[1], changed_option(), changed_option(reviewers=-1), PLAN, always)

    waits, missed = comparison.samples["waiting_hours"], comparison.samples["missed_sla_share"]
    assert (waits[1] >= waits[0]).all()
    assert comparison.measures["waiting_hours"].delta.low > 0
    assert missed[1].mean() > missed[0].mean()
    assert np.array_equal(*comparison.samples["volume_to_people"])


def test_a_higher_threshold_sends_fewer_to_people_and_lets_more_errors_pass() -> None:
    comparison = compare(made()[1], changed_option(), changed_option(threshold=0.5), PLAN, always)

    assert comparison.measures["volume_to_people"].delta.high < 0
    assert comparison.measures["automatic_share"].delta.low > 0
    assert comparison.measures["error_rate"].delta.mid > 0


def test_more_volume_is_more_of_everything() -> None:
    comparison = compare(made()[1], changed_option(), changed_option(volume=1.5), PLAN, always)

    few, many = comparison.samples["volume_to_people"]
    assert many.mean() / few.mean() == pytest.approx(1.5, abs=0.05)
    assert comparison.measures["utilisation"].delta.low > 0


@pytest.mark.parametrize("reviewers", [0, -1, 2])
def test_simpy_serves_the_same_draws_in_the_same_way(reviewers: int) -> None:
    firm, option = made()[1], changed_option(reviewers=reviewers)
    timeline = timeline_of(firm, PLAN)
    last = int(timeline.time.ends[-1] // DAY)
    source = DrawSource(firm, last - int(firm.now // DAY) + 1, 1.0, 3 + max(0, reviewers))
    drawn = source.draw(np.random.default_rng(9))
    come = np.flatnonzero(drawn.arrivals.exist(option.volume_at(drawn.arrivals.case)))
    human = option.to_people[drawn.arrivals.case[come]]
    work, _ = _work(firm, option, drawn, timeline, come[human])
    team = _team(firm, option, drawn, timeline)

    ours, theirs = run_queue(work, team), SimpyQueue(work, team).run()

    assert len(work.at) > 100
    assert np.array_equal(ours.begun, theirs.begun)
    assert np.array_equal(ours.server, theirs.server)


def test_what_comes_of_a_known_process_is_found() -> None:
    known, firm = MadeFirm(Process(weeks=16, a_day=40), 1), None
    firm = firm_of(known.history)
    truth = np.mean([known.replicate(AS_IS, seed)[0] for seed in range(60)])

    runs = simulate(firm, [option_of(known.history, AS_IS)], replace(PLAN, replications=150), always)[0]

    assert np.mean([run.missed_sla_share for run in runs]) == pytest.approx(truth, abs=0.03)


def test_a_run_that_is_told_to_stop_stops() -> None:
    with pytest.raises(Cancelled, match="cancelled after 3 of 30"):
        compare(made()[1], changed_option(), changed_option(), PLAN, lambda done, _all: done < 3)


@pytest.mark.parametrize(
    ("changed", "plan", "words"),
    [
        ({"reviewers": -3}, PLAN, "no reviewers on shift"),
        ({"volume": 20.0}, PLAN, "volume is 20: choose a factor"),
        ({}, replace(PLAN, horizon_days=400), "horizonDays is 400"),
        ({}, replace(PLAN, replications=1), "replications is 1"),
    ],
)
def test_what_cannot_be_run_is_refused_in_words(changed: dict[str, Any], plan: Plan, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        compare(made()[1], changed_option(), changed_option(**changed), plan, always)


def test_a_short_history_is_refused_with_its_length() -> None:
    firm = made()[1]
    young = firm.history.at > firm.now - 5 * DAY
    history = type(firm.history)(
        *(getattr(firm.history, name)[young] for name in type(firm.history).__dataclass_fields__)
    )
    option = replace(changed_option(), to_people=changed_option().to_people[young])

    with pytest.raises(InvalidInput, match="too little history: 4 whole days"):
        compare(replace(firm, history=history), option, option, PLAN, always)


def test_replications_in_other_processes_give_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = replace(PLAN, replications=6)
    here = compare(made()[1], changed_option(), changed_option(reviewers=-1), plan, always)
    monkeypatch.setenv("SIGNOFF_FAN_OUT", "processes:2")

    there = compare(made()[1], changed_option(), changed_option(reviewers=-1), plan, always)

    assert here.samples.keys() == there.samples.keys()
    assert all(np.array_equal(here.samples[name], there.samples[name], equal_nan=True) for name in here.samples)


def test_a_place_that_is_none_is_refused_before_anything_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNOFF_FAN_OUT", "processes:many")

    with pytest.raises(InvalidInput, match="SIGNOFF_FAN_OUT is 'processes:many': write `processes:2`"):
        compare(made()[1], changed_option(), changed_option(), PLAN, always)
