"""A firm told whole to the engine of a what-if: its tests need skills, shifts and review times, which no point records.

Nothing that ships or is examined starts from this: see `forecasting.whatif.calibration` and `bench.whatif_record`.
"""

import numpy as np

from bench.hidden_interface import RecordedHistory, WhatIfQuestion
from forecasting.columns import DAY, HOUR, Flags, Floats
from forecasting.whatif.firm import ArrivalHistory, DecisionCosts, LiveQueue, Option, People, SimulatedFirm, resized
from forecasting.whatif.hours import WEEK, OpeningHours, open_time
from forecasting.whatif.recorded import Reviews, absences, matured, paces


def firm_of(history: RecordedHistory) -> SimulatedFirm:
    """Calibrate on a history alone."""
    seen = history.calendar
    hours = OpeningHours(seen.opens, seen.closes, frozenset(seen.weekdays), frozenset(seen.holidays))
    skills = np.array([sum(1 << kind for kind in one.skills) for one in history.reviewers], dtype=np.int64)
    done = history.to_person & (history.decided_at < history.now)
    reviews = Reviews(history.kind[done], history.claimed_at[done], history.decided_at[done], history.reviewer[done])
    pace = paces(reviews, len(skills))
    service = np.full(len(history.kind), np.nan)
    service[done] = (reviews.decided_at - reviews.claimed_at) / pace[reviews.reviewer]
    old = matured(history.arrived_at, history.wrong_known_at, history.now)
    sla = np.array(history.sla_hours)[history.priority] * HOUR
    arrivals = ArrivalHistory(
        at=history.arrived_at,
        kind=history.kind,
        priority=history.priority,
        risk=history.risk,
        sla=sla,
        service=service,
        wrong=np.where(old, history.wrong, np.nan),
        person_cost=np.zeros(len(service)),
        second_service=np.full(len(service), np.nan),
    )
    today = int(history.now // DAY)
    days = np.arange(int(history.arrived_at[0] // DAY), today)
    away = absences(reviews, skills, days[hours.is_open(days)])
    claimed_today = history.to_person & (history.claimed_at >= today * DAY) & (history.claimed_at < history.now)
    begins, ends = daily_shifts(
        np.array([one.begins for one in history.reviewers]),
        np.array([one.ends for one in history.reviewers]),
        hours.weekdays,
    )
    people = People(
        skills=skills,
        pace=pace,
        begins=begins,
        ends=ends,
        absent=away.absent,
        observed=away.observed,
        absent_again=away.absent_again,
        followed=away.followed,
        away_last=away.away_last,
        present_today=np.isin(np.arange(len(skills)), history.reviewer[claimed_today]),
    )
    return SimulatedFirm(
        history.now, hours, arrivals, people, _live(history, sla, hours), DecisionCosts(1.0, 0.0), None
    )


def _live(history: RecordedHistory, sla: np.ndarray, hours: OpeningHours) -> LiveQueue:
    waits = history.to_person & ~(history.claimed_at < history.now)
    works = history.to_person & (history.claimed_at < history.now) & ~(history.decided_at < history.now)
    clock = open_time(hours, int(history.arrived_at[0] // DAY), int(history.now // DAY) + 60)
    since = np.full(len(history.reviewers), np.nan)
    kinds = np.zeros(len(history.reviewers), np.int64)
    since[history.reviewer[works]] = history.claimed_at[works]
    kinds[history.reviewer[works]] = history.kind[works]
    return LiveQueue(
        at=history.arrived_at[waits],
        kind=history.kind[waits],
        priority=history.priority[waits],
        risk=history.risk[waits],
        due=clock.after(history.arrived_at[waits], sla[waits]),
        working_since=since,
        working_kind=kinds,
    )


def option_of(history: RecordedHistory, question: WhatIfQuestion) -> Option:
    """Replay the past arrivals through the question's policy; what waits stays with people."""
    risk = history.shadow_risk if question.use_shadow else history.risk
    always: Flags = np.isin(history.kind, sorted(history.always_review))
    waits = history.to_person & ~(history.claimed_at < history.now)
    return Option(
        to_people=always | (risk >= question.threshold),
        live_to_people=np.ones(int(waits.sum()), dtype=np.bool_),
        roster=resized(firm_of(history).people, question.reviewers),
        volume=question.volume,
    )


def daily_shifts(begins: Floats, ends: Floats, weekdays: frozenset[int]) -> tuple[Floats, Floats]:
    """Return shifts (person x weekday x 1) of people who work from `begins` to `ends` on these weekdays."""
    works = np.isin(np.arange(WEEK), sorted(weekdays))
    first = np.repeat(begins[:, None], WEEK, axis=1)
    last = np.where(works, ends[:, None], begins[:, None])
    return first[:, :, None], last[:, :, None]
