"""One option in one replication: which arrivals go to people, how the queue serves them, and what that measures."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import DAY, HOUR, Flags, Floats, Ints
from forecasting.whatif.draws import Drawn
from forecasting.whatif.firm import Firm, Option
from forecasting.whatif.hours import OpenTime
from forecasting.whatif.queueing import Served, Team, Work, run_queue


@dataclass(frozen=True)
class Timeline:
    """What all replications share: the opening time, when counting ends, and the moments of the curves.

    `days` are the starts of the open days inside the horizon; `moments` those at which the queue is measured.
    """

    time: OpenTime
    counted_until: float
    days: Floats
    moments: Floats


@dataclass(frozen=True)
class Measures:
    """One option in one replication; nan where there was nothing to measure. Hours are opening hours."""

    volume_to_people: float
    automatic_share: float
    waiting_hours: float
    waiting_hours_p90: float
    missed_sla_share: float
    workload_per_reviewer: float
    utilisation: float
    error_rate: float
    cost: float
    queue_length: Floats
    to_people_a_day: Floats
    missed_sla_a_day: Floats


def measure(firm: Firm, option: Option, drawn: Drawn, timeline: Timeline) -> Measures:
    """Serve the option's share of the drawn arrivals and measure those that arrive before counting ends."""
    arrivals = drawn.arrivals
    come = np.flatnonzero(arrivals.exist(option.volume))
    case = arrivals.case[come]
    human, at = option.to_people[case], arrivals.at[come]
    counted = at < timeline.counted_until
    work, mine = _work(firm, option, drawn, timeline, come[human])
    team = _team(firm, option, drawn, timeline)
    served = run_queue(work, team)
    tallied = _tallied(work, served, timeline, mine & (work.at < timeline.counted_until))
    automatic = counted & ~human
    wrong = firm.history.wrong[arrivals.outcome[come]]
    people = counted & human
    shift_hours = float((team.ends - team.begins)[:, team.begins[0] < timeline.counted_until].sum()) / HOUR
    done = tallied.chosen & np.isfinite(served.done)
    worked = float((served.done[done] - served.begun[done]).sum()) / HOUR
    days = max(1, len(timeline.days))
    return Measures(
        volume_to_people=float(people.sum()),
        automatic_share=float(automatic.sum()) / max(1, int(counted.sum())),
        waiting_hours=_mean(tallied.waited),
        waiting_hours_p90=float(np.quantile(tallied.waited, 0.9)) if len(tallied.waited) else np.nan,
        missed_sla_share=_mean(tallied.missed),
        workload_per_reviewer=worked / len(team.skills) / days,
        utilisation=worked / shift_hours if shift_hours else np.nan,
        error_rate=_mean(wrong[automatic]),
        cost=_cost(firm, people, automatic, arrivals.outcome[come]),
        queue_length=_queue_length(work, served, timeline.moments),
        to_people_a_day=_a_day(work.at[tallied.chosen], timeline.days),
        missed_sla_a_day=_a_day(work.at[tallied.chosen][tallied.missed > 0], timeline.days),
    )


@dataclass(frozen=True)
class _Tallied:
    chosen: Flags
    waited: Floats
    missed: Floats


def _tallied(work: Work, served: Served, timeline: Timeline, chosen: Flags) -> _Tallied:
    """Measure the chosen tasks; one that is never begun has waited until the end of the simulation."""
    end = float(timeline.time.ends[-1])
    begun = np.minimum(served.begun[chosen], end)
    waited = timeline.time.between(work.at[chosen], begun) / HOUR
    return _Tallied(chosen, waited, (served.done[chosen] > work.due[chosen]).astype(np.float64))


def _work(firm: Firm, option: Option, drawn: Drawn, timeline: Timeline, rows: Ints) -> tuple[Work, Flags]:
    """Return the tasks in order of arrival, and which of them are new: the others wait already."""
    live, history, arrivals = firm.live, firm.history, drawn.arrivals
    case, waits = arrivals.case[rows], option.live_to_people
    at = np.concatenate([live.at[waits], arrivals.at[rows]])
    due = np.concatenate([live.due[waits], timeline.time.after(arrivals.at[rows], history.sla[case])])
    order = np.argsort(at, kind="stable")
    work = Work(
        at=at[order],
        kind=np.concatenate([live.kind[waits], history.kind[case]])[order],
        priority=np.concatenate([live.priority[waits], history.priority[case]])[order],
        due=due[order],
        service=np.concatenate([drawn.live_service[waits], arrivals.service[rows]])[order],
    )
    return work, (np.arange(len(at)) >= int(waits.sum()))[order]


def _team(firm: Firm, option: Option, drawn: Drawn, timeline: Timeline) -> Team:
    """Return the roster without its last reviewers, or with copies of the first; a copy begins without a task."""
    people = firm.people
    count = len(people.skills)
    rows = [*range(min(count, count + option.reviewers)), *([0] * max(0, option.reviewers))]
    draws = [*range(min(count, count + option.reviewers)), *range(count, count + max(0, option.reviewers))]
    midnight = np.floor(timeline.time.begins / DAY) * DAY
    begins = midnight + people.begins[rows][:, None]
    ends = midnight + people.ends[rows][:, None]
    first_day = int(firm.now // DAY)
    away = drawn.away[draws][:, np.floor(timeline.time.begins / DAY).astype(np.int64) - first_day]
    free_at = np.maximum(drawn.busy_until[draws], firm.now)
    return Team(people.skills[rows], people.pace[rows], free_at, begins, np.where(away, begins, ends))


def _cost(firm: Firm, people: Flags, automatic: Flags, outcome: Ints) -> float:
    """Return the cost of reviews, of wrong automatic decisions, and of the errors that people make."""
    history, costs = firm.history, firm.costs
    errors = np.nansum(history.wrong[outcome[automatic]]) * costs.wrong_proposal
    by_people = np.nansum(history.person_cost[outcome[people]])
    return float(people.sum() * costs.review + errors + by_people)


def _queue_length(work: Work, served: Served, moments: Floats) -> Floats:
    come = np.searchsorted(work.at, moments, side="right")
    gone = np.searchsorted(np.sort(served.begun), moments, side="right")
    return (come - gone).astype(np.float64)


def _a_day(at: Floats, days: Floats) -> Floats:
    """Count moments by open day; one on a closed day counts for the open day before it."""
    if not len(days):
        return np.zeros(0)
    place = np.maximum(np.searchsorted(days, at, side="right") - 1, 0)
    return np.bincount(place, minlength=len(days)).astype(np.float64)


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float(np.nan)
