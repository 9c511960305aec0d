"""One option in one replication: which arrivals go to people, how the queue serves them, and what that measures."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import DAY, HOUR, Flags, Floats, Ints
from forecasting.whatif.draws import Drawn
from forecasting.whatif.firm import Ladder, Option, SimulatedFirm
from forecasting.whatif.hours import WEEK, OpenTime
from forecasting.whatif.queueing import Habits, Raises, SecondLevel, Served, Team, Work, run_queue


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
    """One option in one replication; nan where there was nothing to measure. Hours are opening hours.

    `utilisation` is the busy part of the time on shift, whatever is worked on; `offered` is the work that comes new
    within the horizon as part of it, which may be above 1.
    """

    volume_to_people: float
    automatic_share: float
    waiting_hours: float
    waiting_hours_p90: float
    missed_sla_share: float
    workload_per_reviewer: float
    utilisation: float
    offered: float
    escalated_share: float
    error_rate: float
    wrong_decisions: float
    missed_deadlines: float
    cost: float
    queue_length: Floats
    to_people_a_day: Floats
    missed_sla_a_day: Floats


def measure(firm: SimulatedFirm, option: Option, drawn: Drawn, timeline: Timeline) -> Measures:
    """Serve the option's share of the drawn arrivals and measure those that arrive before counting ends."""
    arrivals = drawn.arrivals
    come = np.flatnonzero(arrivals.exist(option.volume_at(arrivals.case)))
    case = arrivals.case[come]
    human, at = option.to_people[case], arrivals.at[come]
    counted = at < timeline.counted_until
    work, mine = _work(firm, option, drawn, timeline, come[human])
    team = _team(firm, option, drawn, timeline)
    habits = firm.habits
    served = run_queue(work, team, Habits(habits.out_of_turn, habits.haste, habits.rests, habits.spared, drawn.turns))
    tallied = _tallied(work, served, timeline, mine & (work.at < timeline.counted_until))
    automatic = counted & ~human
    wrong, error_cost = _automatic_errors(firm, option, case[automatic], arrivals.outcome[come[automatic]])
    people = counted & human
    person_cost = firm.history.person_cost[arrivals.person_outcome[come[people]]]
    shift_hours = _hours_on_shift(team, timeline)
    new = _offered_hours(work, team, mine & (work.at < timeline.counted_until))
    on_shift = float(shift_hours.sum())
    # People who finish a case after closing work longer than their shift; more than all of it cannot be planned with.
    worked = min(_busy_hours(served, team, timeline), on_shift)
    days = max(1, len(timeline.days))
    return Measures(
        volume_to_people=float(people.sum()),
        automatic_share=float(automatic.sum()) / max(1, int(counted.sum())),
        waiting_hours=_mean(tallied.waited),
        waiting_hours_p90=float(np.quantile(tallied.waited, 0.9)) if len(tallied.waited) else np.nan,
        missed_sla_share=_mean(tallied.missed),
        workload_per_reviewer=worked / len(team.skills) / days,
        utilisation=worked / on_shift if on_shift else np.nan,
        offered=new / on_shift if on_shift else np.inf,
        escalated_share=_mean(served.escalated[tallied.chosen].astype(np.float64)),
        error_rate=_mean(wrong),
        wrong_decisions=_total(wrong) + _total(np.where(np.isnan(person_cost), np.nan, person_cost > 0)),
        missed_deadlines=float(tallied.missed.sum()),
        cost=float(
            people.sum() * firm.costs.review
            + np.nansum(error_cost)
            + np.nansum(person_cost)
            + tallied.missed.sum() * firm.costs.missed_deadline
            + (0.0 if option.roster.people.wage is None else shift_hours @ option.roster.people.wage)
        ),
        queue_length=_queue_length(work, served, timeline.moments),
        to_people_a_day=_a_day(work.at[tallied.chosen], timeline.days),
        missed_sla_a_day=_a_day(work.at[tallied.chosen][tallied.missed > 0], timeline.days),
    )


def _automatic_errors(firm: SimulatedFirm, option: Option, case: Ints, outcome: Ints) -> tuple[Floats, Floats]:
    """Return, per automatic decision, 1 where it is wrong (0: right, nan: unknown) and what that costs."""
    wrong, costs = firm.history.wrong[outcome], firm.costs
    if option.declined is None:
        return wrong, wrong * costs.wrong_proposal
    declined = option.declined[case]
    amiss: Floats = np.where(declined, 1 - wrong, wrong)
    return amiss, amiss * np.where(declined, costs.wrong_decline, costs.wrong_proposal)


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


def _work(firm: SimulatedFirm, option: Option, drawn: Drawn, timeline: Timeline, rows: Ints) -> tuple[Work, Flags]:
    """Return the tasks in order of arrival, and which of them are new: the others wait already."""
    live, history, arrivals = firm.live, firm.history, drawn.arrivals
    case, waits = arrivals.case[rows], option.live_to_people
    if live.holder is not None:
        waits = waits & ~np.isin(live.holder, option.roster.draws)
    at = np.concatenate([live.at[waits], arrivals.at[rows]])
    sla = option.deadline * history.sla[case]
    due = np.concatenate([live.due[waits], timeline.time.after(arrivals.at[rows], sla)])
    order = np.argsort(at, kind="stable")
    one, other = drawn.live_second, arrivals.second
    second = SecondLevel(
        reached=np.concatenate([one.reached[waits], other.reached[rows]])[order],
        service=np.concatenate([one.service[waits], other.service[rows]])[order],
        escalate=np.concatenate([one.escalate[waits], other.escalate[rows]])[order],
        pause=np.concatenate([one.pause[waits], other.pause[rows]])[order],
    )
    priority = np.concatenate([live.priority[waits], history.priority[case]])[order]
    waited = np.zeros(len(live.at)) if live.waited is None else live.waited
    begins = np.concatenate([np.full(int(waits.sum()), firm.now), arrivals.at[rows]])[order]
    passed = np.concatenate([waited[waits], np.zeros(len(rows))])[order]
    work = Work(
        at=at[order],
        kind=np.concatenate([live.kind[waits], history.kind[case]])[order],
        priority=priority,
        due=due[order],
        service=np.concatenate([drawn.live_service[waits], arrivals.service[rows]])[order],
        second=second,
        raises=_raises(option.ladder, timeline, priority, (begins, passed)),
    )
    return work, (np.arange(len(at)) >= int(waits.sum()))[order]


def _raises(ladder: Ladder | None, timeline: Timeline, priority: Ints, waits: tuple[Floats, Floats]) -> Raises | None:
    """Return when each task moves up; `waits` are from when it waits, and the opening time that it waited before."""
    if ladder is None:
        return None
    begins, passed = waits
    at = timeline.time.after(begins, np.maximum(ladder.seconds - passed, 0.0))
    moved = np.maximum(priority, ladder.priority)
    return Raises(np.where(moved > priority, at, np.inf), moved)


def _team(firm: SimulatedFirm, option: Option, drawn: Drawn, timeline: Timeline) -> Team:
    """Return the option's people with their windows on all days of the timeline but holidays."""
    people, draws = option.roster.people, option.roster.draws
    first_day, last_day = int(firm.now // DAY), int(timeline.time.ends[-1] // DAY)
    days = np.arange(first_day, last_day + 1, dtype=np.int64)
    days = days[~np.isin(days, sorted(firm.hours.holidays))]
    midnight = (days * float(DAY))[None, :, None]
    begins, ends = midnight + people.begins[:, days % WEEK], midnight + people.ends[:, days % WEEK]
    away = drawn.away[draws][:, days - first_day]
    return Team(
        skills=people.skills,
        pace=people.pace,
        free_at=np.maximum(drawn.busy_until[draws], firm.now),
        begins=begins.reshape(people.count, -1),
        ends=np.where(away[:, :, None], begins, ends).reshape(people.count, -1),
        senior=people.senior,
        escalates=people.escalates,
    )


def _busy_hours(served: Served, team: Team, timeline: Timeline) -> float:
    """Return the hours of work on all tasks, also on those that waited before, in the windows that count."""
    windows = timeline.time.ends[timeline.time.begins < timeline.counted_until]
    until = float(windows.max(initial=timeline.counted_until))
    begun = np.minimum(served.begun, until)
    so_far = timeline.time.between(begun, np.clip(served.done, begun, until))
    hours = np.where(served.done <= until, served.worked, np.minimum(served.worked, so_far)).sum()
    start = float(timeline.moments[0])
    in_hand = timeline.time.between(np.full(len(team.free_at), start), np.clip(team.free_at, start, until))
    return float(hours + in_hand.sum()) / HOUR


def _offered_hours(work: Work, team: Team, new: Flags) -> float:
    """Return the hours that the new tasks take at the mean pace, with what is escalated."""
    first = work.service[new] * float(team.pace.mean())
    if work.second is None or team.senior is None or team.escalates is None or team.senior.all():
        return float(first.sum()) / HOUR
    usual = float(team.escalates[~team.senior].mean())
    second = np.where(work.second.escalate[new] < usual, work.second.service[new], 0.0)
    return float((first + second).sum()) / HOUR


def _hours_on_shift(team: Team, timeline: Timeline) -> Floats:
    """Return how long each reviewer is at work in the windows that begin before counting ends."""
    hours: Floats = np.where(team.begins < timeline.counted_until, team.ends - team.begins, 0.0).sum(axis=1) / HOUR
    return hours


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


def _total(wrong: Floats) -> float:
    """Return how many are wrong; those of which it is not known err as often as the others."""
    rate = _mean(wrong)
    return rate * len(wrong) if np.isfinite(rate) else 0.0


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float(np.nan)
