"""A firm whose true process is known to the test: history as it would be recorded, and what the future really holds."""

from dataclasses import dataclass, replace

import numpy as np

from bench.hidden_interface import FirmCalendar, RecordedHistory, Reviewer, WhatIfQuestion
from forecasting.columns import DAY, HOUR, Flags, Floats
from forecasting.whatif.hours import OpeningHours, open_time
from forecasting.whatif.queueing import Served, Team, Work, run_queue


@dataclass(frozen=True)
class Process:
    """The truth: arrivals an open day, how days differ, minutes of a review per kind, absence, hours to decide."""

    a_day: float = 60.0
    day_cv: float = 0.2
    minutes: tuple[float, ...] = (18.0, 30.0)
    sigma: float = 0.6
    skills: tuple[int, ...] = (0b11, 0b11, 0b01)
    pace: tuple[float, ...] = (0.9, 1.0, 1.2)
    absence: float = 0.05
    sla_hours: tuple[float, ...] = (6.0, 2.0)
    threshold: float = 0.35
    weeks: int = 12
    wander: float = 0.0


CALENDAR = FirmCalendar(8 * HOUR, 18 * HOUR, (0, 1, 2, 3, 4), ())
HOURS = OpeningHours(8 * HOUR, 18 * HOUR, frozenset(range(5)), frozenset())


@dataclass(frozen=True)
class MadeCases:
    at: Floats
    kind: np.ndarray
    priority: np.ndarray
    risk: Floats
    shadow: Floats
    wrong: Flags
    service: Floats


class MadeFirm:
    """One firm: its history up to Wednesday of its last week, 11:00, and replications of its true future."""

    def __init__(self, process: Process, seed: int) -> None:
        self.process = process
        self._rng = np.random.default_rng(seed)
        self.now = (process.weeks * 7 + 2) * DAY + 11 * HOUR
        self._clock = open_time(HOURS, 0, process.weeks * 7 + 60)
        self._level = 0.0
        cases = self._cases(self._rng, 0, int(self.now // DAY) + 1, 1.0)
        known = cases.at < self.now
        self._cases_known = MadeCases(*(getattr(cases, name)[known] for name in MadeCases.__dataclass_fields__))
        self.history = self._history()

    def replicate(self, question: WhatIfQuestion, seed: int) -> tuple[float, int]:
        """Return breach share and number of the people's cases of one true future."""
        rng = np.random.default_rng([seed, 7])
        today, days = int(self.now // DAY), int(question.horizon_days) + 5
        fresh = self._cases(rng, today, days + 1, question.volume)
        coming = fresh.at >= self.now
        fresh = MadeCases(*(getattr(fresh, name)[coming] for name in MadeCases.__dataclass_fields__))
        score = fresh.shadow if question.use_shadow else fresh.risk
        human = score >= question.threshold
        known, hist = self._cases_known, self.history
        waits = hist.to_person & ~(hist.claimed_at < self.now)
        works = hist.to_person & (hist.claimed_at < self.now) & ~(hist.decided_at < self.now)
        at = np.concatenate([known.at[waits], fresh.at[human]])
        kind = np.concatenate([known.kind[waits], fresh.kind[human]])
        service = np.concatenate([self._service(rng, known.kind[waits]), fresh.service[human]])
        priority = np.concatenate([known.priority[waits], fresh.priority[human]])
        team = self._team(rng, today, days, question.reviewers)
        free = np.full(len(team.skills), self.now)
        for case in np.flatnonzero(works):
            if hist.reviewer[case] < len(free):
                drawn = self._service(rng, np.repeat(known.kind[case], 64)) * team.pace[hist.reviewer[case]]
                longer = drawn[drawn > self.now - hist.claimed_at[case]]
                free[hist.reviewer[case]] = hist.claimed_at[case] + (longer[0] if len(longer) else 0)
        team = replace(team, free_at=free)
        work = self._work(at, kind, priority, service)
        served = run_queue(work, team)
        counted = (work.at >= self.now) & (work.at < self.now + question.horizon_days * DAY)
        return float((served.done > work.due)[counted].mean()), int(counted.sum())

    def _cases(self, rng: np.random.Generator, first_day: int, days: int, volume: float) -> MadeCases:
        process, parts = self.process, []
        for day in range(first_day, first_day + days):
            self._level = 0.97 * self._level + process.wander * rng.standard_normal() if first_day == 0 else self._level
            busy = process.a_day * volume * np.exp(self._level) * (1.2 if day % 7 == 0 else 1.0)
            mean = busy * rng.gamma(1 / process.day_cv**2, process.day_cv**2) if process.day_cv else busy
            count = rng.poisson(mean if day % 7 < 5 else mean * 0.05)
            parts.append(day * DAY + np.clip(rng.normal(12.5, 3, count), 0, 23.9) * HOUR)
        at = np.sort(np.concatenate(parts))
        size = len(at)
        kind = rng.integers(0, len(process.minutes), size)
        risk = rng.beta(2, 3, size) * 0.9 + 0.1 * (kind == 1)
        return MadeCases(
            at=at,
            kind=kind,
            priority=(rng.random(size) < 0.15 + 0.2 * risk).astype(np.int64),
            risk=risk,
            shadow=np.clip(risk + rng.normal(0.03, 0.15, size), 0, 1),
            wrong=rng.random(size) < risk**1.5,
            service=self._service(rng, kind),
        )

    def _service(self, rng: np.random.Generator, kind: np.ndarray) -> Floats:
        minutes = np.array(self.process.minutes)[kind]
        drawn: Floats = minutes * 60 * np.exp(self.process.sigma * rng.standard_normal(len(kind)))
        return drawn

    def _team(self, rng: np.random.Generator, first_day: int, days: int, change: int) -> Team:
        rows = [*range(len(self.process.skills) + min(0, change)), *([0] * max(0, change))]
        begins = np.tile(
            np.array([d * DAY + 8 * HOUR for d in range(first_day, first_day + days) if d % 7 < 5]), (len(rows), 1)
        )
        ends = np.where(rng.random(begins.shape) < self.process.absence, begins, begins + 10 * HOUR)
        skills, pace = np.array(self.process.skills)[rows], np.array(self.process.pace)[rows]
        return Team(skills, pace, np.full(len(rows), first_day * DAY), begins, ends)

    def _work(self, at: Floats, kind: np.ndarray, priority: np.ndarray, service: Floats) -> Work:
        due = self._clock.after(at, np.array(self.process.sla_hours)[priority] * HOUR)
        order = np.argsort(at, kind="stable")
        return Work(at[order], kind[order], priority[order], due[order], service[order])

    def _history(self) -> RecordedHistory:
        cases, process = self._cases_known, self.process
        human = cases.risk >= process.threshold
        work = self._work(cases.at[human], cases.kind[human], cases.priority[human], cases.service[human])
        served: Served = run_queue(work, self._team(self._rng, 0, int(self.now // DAY) + 1, 0))
        known_after = self._rng.exponential(2 * DAY, len(cases.at))
        claimed, decided = np.full(len(cases.at), np.nan), np.full(len(cases.at), np.nan)
        reviewer = np.full(len(cases.at), -1)
        claimed[human] = np.where(served.begun < self.now, served.begun, np.inf)
        decided[human] = np.where(served.done < self.now, served.done, np.inf)
        reviewer[human] = np.where(served.begun < self.now, served.server, -1)
        people = tuple(
            Reviewer(f"reviewer {number}", frozenset(k for k in range(8) if bits >> k & 1), 8 * HOUR, 18 * HOUR)
            for number, bits in enumerate(process.skills)
        )
        return RecordedHistory(
            now=self.now,
            calendar=CALENDAR,
            reviewers=people,
            threshold=process.threshold,
            always_review=frozenset(),
            sla_hours=process.sla_hours,
            arrived_at=cases.at,
            kind=cases.kind,
            priority=cases.priority,
            risk=cases.risk,
            shadow_risk=cases.shadow,
            to_person=human,
            wrong=cases.wrong,
            wrong_known_at=np.where(cases.at + known_after < self.now, cases.at + known_after, np.inf),
            claimed_at=claimed,
            decided_at=decided,
            reviewer=reviewer,
        )
