"""Searches thresholds and numbers of reviewers through the queue, and answers from draws that chose nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from forecasting.whatif.calibration import Calibrated, PointState
from forecasting.whatif.comparison import Comparison, compare, simulate
from forecasting.whatif.firm import Option, People, Plan, Roster, SimulatedFirm
from forecasting.whatif.search import Tried, chosen, tried
from graph.domain.kernel.canonical import Json
from graph.domain.planning.scenario import Scenario
from graph.domain.planning.search import Search
from pipelines.whatif.answering import money, share
from pipelines.whatif.explained import grows_without_end
from pipelines.whatif.options import Routes, option_of
from pipelines.whatif.replays import Replays, Watched
from pipelines.whatif.result import kpis_of, number

MOST_REPLICATIONS = 60
"""Of each combination while searching: differences are paired, and the answer is simulated anew at full length."""
_SEARCHED_SHARE = 0.9
"""The part of the progress bar up to where the answer is simulated anew: as estimated."""


@dataclass(frozen=True)
class Searched:
    """What a search needs of a run: the firm, the point, things as they are with their routes, and the plan."""

    calibrated: Calibrated
    stand: PointState
    base: Option
    base_routes: Routes
    plan: Plan


def combinations(scenario: Scenario, search: Search) -> list[Scenario]:
    """Return the scenario with each threshold and number of reviewers of its search, thresholds first."""
    return [
        replace(
            scenario,
            thresholds={**scenario.thresholds, search.parameter: value},
            reviewers=scenario.reviewers + more,
        )
        for more in search.reviewers
        for value in search.values
    ]


def searched(given: Searched, scenario: Scenario, replays: Replays, watched: Watched) -> Json:
    """Return the tried combinations, the one to take with its figures, and the answer in one sentence.

    It is null without a search. Raises what simulating raises.
    """
    search = scenario.search
    if search is None:
        return None
    all_tried = combinations(scenario, search)
    calibrated = replace(given.calibrated, firm=_priced(given.calibrated.firm, search))
    begun = watched.progress
    options = []
    for one in all_tried:
        routes = given.base_routes, replays.routes(one, (begun, begun))
        options.append(_waged(option_of(calibrated, given.stand, one, routes), search))
    short = replace(given.plan, replications=min(given.plan.replications, MOST_REPLICATIONS))
    runs = simulate(calibrated.firm, options, short, watched.part(begun, _SEARCHED_SHARE))
    summaries = [tried(one) for one in runs]
    most_late = None if search.in_time is None else 1 - search.in_time
    place = chosen(runs, [one.reviewers for one in all_tried], most_late)
    cells: list[Json] = [_cell(one, summary, search) for one, summary in zip(all_tried, summaries, strict=True)]
    about: dict[str, Json] = {
        "parameter": search.parameter,
        "inTime": search.in_time,
        "hourCost": search.hour_cost,
        "lateCost": search.late_cost,
        "replications": short.replications,
        "cells": cells,
    }
    if place is None:
        return {**about, "answer": _none(search, summaries, all_tried), "best": None, "kpis": []}
    # What won is best partly by luck: draws that had no part in choosing it say how good it is.
    fresh = replace(given.plan, seed=given.plan.seed + 1)
    comparison = compare(
        calibrated.firm, _waged(given.base, search), options[place], fresh, watched.part(_SEARCHED_SHARE, 1.0)
    )
    best = all_tried[place]
    return {
        **about,
        "answer": _answer(best, search, comparison, given.stand.basis.currency),
        "best": {"threshold": best.thresholds[search.parameter], "reviewers": best.reviewers},
        "kpis": kpis_of(comparison),
    }


def _priced(firm: SimulatedFirm, search: Search) -> SimulatedFirm:
    return replace(firm, costs=replace(firm.costs, missed_deadline=search.late_cost))


def _waged(option: Option, search: Search) -> Option:
    people: People = option.roster.people
    paid = replace(people, wage=np.full(people.count, search.hour_cost))
    return replace(option, roster=Roster(paid, option.roster.draws))


def _cell(scenario: Scenario, summary: Tried, search: Search) -> Json:
    cost, late = summary.cost, summary.late
    return {
        "threshold": scenario.thresholds[search.parameter],
        "reviewers": scenario.reviewers,
        "cost": number(cost[0]),
        "costLow": number(cost[1]),
        "costHigh": number(cost[2]),
        "late": number(late[0]),
        "lateLow": number(late[1]),
        "lateHigh": number(late[2]),
        "toPeople": number(summary.to_people),
        "endless": summary.endless,
    }


def _answer(best: Scenario, search: Search, comparison: Comparison, currency: str | None) -> str:
    cost, late = comparison.measures["cost"], comparison.measures["missed_sla_share"]
    value = best.thresholds[search.parameter]
    aim = "Least cost" if search.in_time is None else f"The cheapest with {share(search.in_time)} of reviews in time"
    in_time = "no review is needed" if np.isnan(late.candidate.mid) else f"{share(1 - late.candidate.mid)} are in time"
    endless = grows_without_end(comparison, 0)
    now = "the queue grows without end" if endless else money(cost.base.mid, currency)
    return (
        f"{aim}: {search.parameter} {value:g} with {_staff(best.reviewers)}, at a cost of "
        f"{money(cost.candidate.mid, currency)} ({cost.candidate.low:,.0f} to {cost.candidate.high:,.0f} in nine of "
        f"ten runs; as things are, {now}), and {in_time}."
    )


def _none(search: Search, summaries: Sequence[Tried], all_tried: Sequence[Scenario]) -> str:
    steady = [place for place, one in enumerate(summaries) if not one.endless]
    if not steady:
        return (
            "With every combination that was tried more work comes than the reviewers can do: the queue grows without "
            "end, and none can be recommended. Search with more reviewers."
        )
    nearest = min(steady, key=lambda place: summaries[place].late[0])
    one = all_tried[nearest]
    return (
        f"None of the combinations has {share(search.in_time or 0.0)} of reviews in time; the nearest is "
        f"{search.parameter} {one.thresholds[search.parameter]:g} with {_staff(one.reviewers)}: "
        f"{share(1 - summaries[nearest].late[0])}."
    )


def _staff(reviewers: int) -> str:
    if reviewers == 0:
        return "as many reviewers as today"
    people = "reviewer" if abs(reviewers) == 1 else "reviewers"
    return f"{abs(reviewers)} {people} {'more' if reviewers > 0 else 'fewer'}"
