"""Hot spots by rows of a frozen log without a clock: each period from nothing but the rows before it."""

from dataclasses import replace

import numpy as np

from graph.domain.kernel.periods import Period, RowPeriod, period_of
from graph.domain.planning.frozen import Frozen
from graph.domain.planning.row_cut import before_row
from graph.store.planning.forecasts import HotspotKind
from pipelines.forecasts.row_runs import wanted_row_runs
from pipelines.hotspots.ahead import rows_ahead_of
from pipelines.hotspots.occurrences import nodes_of, of_frozen
from tests.builders.drawn_cases import WRONG, frozen_of

BY_REGION = replace(WRONG, period=RowPeriod(10))
BY_DECIDER = replace(BY_REGION, by_decider=True)


def rows_of(size: int) -> Frozen:
    """A case each row, decided by Ann or Bob two rows later; every fifth failed, which is known five rows later."""
    places = list(range(size))
    frozen = frozen_of([{"region": "north"} for _ in places], np.array([place % 5 == 0 for place in places]))
    decided = [place + 2 for place in places]
    people = ["Ann" if place % 2 else "Bob" for place in places]
    cases = replace(frozen.cases, place=places, decided_place=decided, decider_name=people)
    return replace(frozen, cases=cases, outcomes=replace(frozen.outcomes, place=[place + 5 for place in places]))


def test_before_a_row_nothing_later_is_known() -> None:
    frozen = rows_of(40)

    cut = before_row(frozen, 20)

    assert list(cut.cases.place) == list(range(20))
    assert [cut.cases.decided[row] >= 0 for row in (17, 18, 19)] == [True, False, False]
    assert list(cut.cases.decider_name[17:]) == ["Ann", "", ""]
    assert (list(cut.outcomes.case), list(cut.outcomes.place)) == (list(range(15)), list(range(5, 20)))


def test_cases_that_came_in_here_alone_come_after_all_rows() -> None:
    frozen = rows_of(40)
    live = replace(frozen, cases=replace(frozen.cases, place=[*frozen.cases.place[:-1], -1]))

    assert len(before_row(live, 1_000).cases.id) == 39
    assert len(of_frozen(live, nodes_of(live, BY_REGION), BY_REGION).start_at) == 39


def test_an_event_counts_at_the_row_from_which_it_is_known_also_by_who_decided() -> None:
    frozen = rows_of(11)

    happened = of_frozen(frozen, nodes_of(frozen, BY_DECIDER), BY_DECIDER)

    assert (happened.event_at.tolist(), happened.event_node.tolist()) == ([5, 10, 15], ["Bob", "Ann", "Bob"])
    assert happened.start_at.tolist() == list(range(2, 13))
    assert happened.rows_a_day == 10


def test_the_next_rows_are_forecast_from_whole_periods_before_them() -> None:
    ahead = rows_ahead_of(rows_of(200), BY_DECIDER, 197)

    assert (ahead.rows, ahead.span, ahead.since) == ((197, 206), "rows 197 to 206", None)
    assert {one.node for one in ahead.nodes} == {"Ann", "Bob"}
    assert [one.low <= 1 <= one.high for one in ahead.nodes] == [True, True]
    assert abs(ahead.nodes[0].expected - 1) < 0.1


def test_periods_are_wanted_at_their_first_row_and_a_period_before_it() -> None:
    runs = wanted_row_runs([BY_REGION], 57, 1)

    assert [(run.lead, run.start, run.end, run.as_of) for run in runs] == [
        (0, 40, 50, 40),
        (0, 50, 60, 50),
        (1, 40, 50, 30),
        (1, 50, 60, 40),
        (1, 60, 70, 50),
    ]
    assert {run.span["period_start"] for run in runs} == {None}
    assert (runs[1].span["first_row"], runs[1].span["last_row"], runs[1].reached(0)) == (50, 59, 57)


def test_a_period_is_read_as_it_is_stored() -> None:
    kinds: list[HotspotKind] = [BY_REGION, WRONG]

    assert [period_of(kind.period.value) for kind in kinds] == [RowPeriod(10), Period.WEEK]
