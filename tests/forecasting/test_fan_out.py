"""Where parts are computed changes no digit: here, or on two workers of a Dask cluster, each a process of its own."""

import os
import pickle
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bench.hidden_interface import WhatIfQuestion
from forecasting.backtest import EvaluationWindow, backtest
from forecasting.columns import DAY
from forecasting.fan_out import computed_parts
from forecasting.hotspot_backtest import backtest_series
from forecasting.whatif.comparison import compare
from forecasting.whatif.firm import Plan
from graph.errors import InvalidInput
from tests.builders.calibrated_firm import firm_of, option_of
from tests.builders.made_cases import CUT, END, HAND_OVER, MISSED, QUICK, made_table
from tests.builders.made_counts import MONDAY, drawn
from tests.builders.made_firm import MadeFirm, Process

AS_IS = WhatIfQuestion("as it is", 0.35, use_shadow=False, reviewers=0, volume=1.0, horizon_days=7)


@pytest.fixture
def dask_scheduler(pytestconfig: pytest.Config) -> Iterator[str]:
    if pytestconfig.option.markexpr != "integrations":
        pytest.skip("`make test-integrations` starts a Dask cluster, whose workers import for a quarter of a minute")
    distributed = pytest.importorskip("distributed", reason="`make setup` installs Dask")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


def worker_of(_part: int) -> int:
    time.sleep(0.1)
    return os.getpid()


def always(_done: int) -> bool:
    return True


def figures() -> dict[str, bytes]:
    """The bytes of each sample of a what-if, of a back-test of two targets, and of hot spots by day and by week."""
    history = MadeFirm(Process(weeks=8, a_day=20), 1).history
    options = option_of(history, AS_IS), option_of(history, replace(AS_IS, reviewers=-1))
    whatif = compare(firm_of(history), *options, Plan(7, replications=6, seed=4), lambda done, _all: always(done))
    tested = backtest(made_table(41), [HAND_OVER, MISSED], EvaluationWindow(CUT, END), QUICK, lambda _step: None)
    happened = {"team": drawn(5, 60, {"a": 3.0, "b": 0.5}, {"a": 9.0, "b": 2.0})}
    hotspots = backtest_series(happened, MONDAY + 35 * DAY, MONDAY + 56 * DAY, lambda _step: None)
    return {name: values.tobytes() for name, values in whatif.samples.items()} | {
        "backtest": pickle.dumps(tested.results),
        "hotspots": repr(hotspots).encode(),
    }


@pytest.mark.integrations
def test_two_workers_of_a_dask_cluster_give_the_same_bytes(
    dask_scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = figures()
    monkeypatch.setenv("SIGNOFF_FAN_OUT", dask_scheduler)

    there, workers = figures(), set(computed_parts(worker_of, range(8), always))

    assert {name for name, values in here.items() if there[name] != values} == set()
    assert len(workers) == 2
    assert os.getpid() not in workers


def test_a_scheduler_without_the_extra_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNOFF_FAN_OUT", "tcp://127.0.0.1:8786")
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(InvalidInput, match=r"pip install 'signoff\[dask\]'"):
        list(computed_parts(worker_of, [1], always))
