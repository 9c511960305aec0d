"""What the log shows of how the team works: time at work on a case, breaks between cases, turns, and haste."""

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from forecasting.columns import DAY, Flags, Floats, Ints
from forecasting.examination.record import FirmFiles, Handled, Roll
from forecasting.whatif.hours import WEEK
from forecasting.whatif.recorded import Reviews, paces

# A break is longer than nothing, and one of more than an hour is not between two cases but something else.
_LONGEST_BREAK = 3_600.0
# Fewer claims than this do not tell a speed under load from chance (its standard error is then above 0.02).
_FEWEST_FOR_HASTE = 500
_TWO_SD = 2.0
"""A slope that far from none is not chance (5 %)."""
_SHORTEST_WORK = 1.0
"""Seconds: what took none would have no logarithm."""
_CLAIM, _FINISH, _COME = 2, 0, 1
# The usual share of escalations weighs as much as this many cases of one reviewer.
_PRIOR = 20.0
# A case claimed so soon was taken by somebody free; who has been idle for so long is free, breaks included.
_AT_ONCE, _SURELY_FREE = 3.0, 900.0
# Seniors who take less than this part of their even share leave the first level to others.
_SPARED_BELOW = 0.5


class ShiftClock:
    """The time that each reviewer has been at work since the first Monday."""

    def __init__(self, roll: Roll) -> None:
        """Take the reviewers' shifts."""
        self._edges, self._before = [], []
        for begins, ends in zip(roll.begins, roll.ends, strict=True):
            midnight = np.arange(WEEK)[:, None] * float(DAY)
            edges = np.stack([midnight + begins, midnight + ends], axis=2).ravel()
            lengths = np.repeat((ends - begins).ravel(), 2) * np.tile([0.0, 1.0], begins.size)
            self._edges.append(np.concatenate([[0.0], edges, [WEEK * float(DAY)]]))
            self._before.append(np.concatenate([[0.0], np.cumsum(lengths), [lengths.sum()]]))

    def passed(self, person: int, at: Floats) -> Floats:
        """Return how long a reviewer has been at work by each moment."""
        weeks, inside = np.divmod(at, WEEK * float(DAY))
        before = self._before[person]
        passed: Floats = weeks * before[-1] + np.interp(inside, self._edges[person], before)
        return passed

    def between(self, by: Ints, first: Floats, last: Floats) -> Floats:
        """Return each reviewer's time at work between two moments; nan where nobody worked or it has not ended."""
        worked = np.full(len(by), np.nan)
        for person in range(len(self._edges)):
            rows = np.flatnonzero((by == person) & np.isfinite(first) & np.isfinite(last))
            worked[rows] = np.maximum(
                self.passed(person, last[rows]) - self.passed(person, first[rows]), _SHORTEST_WORK
            )
        return worked


@dataclass(frozen=True)
class Turns:
    """What waited at each claim of a level (nan: no claim), the share taken out of turn, breaks while work waited."""

    waiting_first: Floats
    waiting_second: Floats
    out_of_turn: float
    pauses: Floats


def turns(files: FirmFiles, kinds: Ints, priorities: Ints, skills: Ints, clock: ShiftClock) -> Turns:
    """Follow the queue through the log: who could have taken what at each claim."""
    cases, senior = files.cases, files.roll.senior
    events = _events(cases.first, 0) + _events(cases.second, 1)
    events.sort()
    heaps: dict[tuple[int, int], list[tuple[int, float, int]]] = defaultdict(list)
    gone: set[tuple[int, int]] = set()
    waiting = np.full((2, len(cases.at)), np.nan)
    sizes = np.zeros((2, int(kinds.max(initial=0)) + 1), np.int64)
    strays = chances = 0
    idle: dict[int, tuple[float, bool]] = {}
    pauses: list[float] = []
    for at, sort, level, case in events:
        handled = (cases.first, cases.second)[level]
        kind, by = int(kinds[case]), int(handled.by[case])
        if sort == _COME:
            heappush(heaps[level, kind], (-int(priorities[case]), at, case))
            sizes[level, kind] += 1
        elif sort == _FINISH:
            able = (int(skills[by]) >> np.arange(sizes.shape[1])) & 1
            idle[by] = at, bool((sizes[: 2 if senior[by] else 1] @ able).any())
        else:
            gone.add((level, case))
            sizes[level, kind] -= 1
            own = (-int(priorities[case]), float(handled.waits_from[case]), case)
            able_kinds = [one for one in range(sizes.shape[1]) if int(skills[by]) >> one & 1]
            tops = [top for one in able_kinds if (top := _top(heaps[level, one], gone, level)) is not None]
            if tops:
                chances += 1
                strays += min(tops) < own
            waiting[level, case] = sizes.sum()
            if by in idle:
                since, had_work = idle.pop(by)
                if had_work:
                    rest = clock.passed(by, np.array([at]))[0] - clock.passed(by, np.array([since]))[0]
                    if rest <= _LONGEST_BREAK:
                        pauses.append(float(rest))
    return Turns(waiting[0], waiting[1], strays / chances if chances else 0.0, np.array(pauses or [0.0]))


def _events(handled: Handled, level: int) -> list[tuple[float, int, int, int]]:
    events = []
    for sort, moments in ((_COME, handled.waits_from), (_CLAIM, handled.claimed), (_FINISH, handled.ended)):
        known = np.isfinite(moments) & ((handled.by >= 0) | (sort == _COME))
        events += [(float(moments[case]), sort, level, int(case)) for case in np.flatnonzero(known)]
    return events


def _top(heap: list[tuple[int, float, int]], gone: set[tuple[int, int]], level: int) -> tuple[int, float, int] | None:
    while heap and (level, heap[0][2]) in gone:
        heappop(heap)
    return heap[0] if heap else None


@dataclass(frozen=True)
class Pace:
    """Each reviewer's factor on the usual time, the haste under load, and times of work at usual pace, unhurried."""

    pace: Floats
    haste: float
    first: Floats
    second: Floats


def pace_of(files: FirmFiles, kinds: Ints, clock: ShiftClock, seen: Turns) -> Pace:
    """Take the recorded times of work apart into reviewer, kind of case, what waited, and the rest."""
    cases, people = files.cases, len(files.roll.names)
    first = clock.between(cases.first.by, cases.first.claimed, cases.first.ended)
    second = clock.between(cases.second.by, cases.second.claimed, cases.second.ended)
    known = np.flatnonzero(np.isfinite(first))
    by = cases.first.by[known]
    pace = paces(Reviews(kinds[known], np.zeros(len(known)), first[known], by), people)
    load = np.log1p(seen.waiting_first / people)
    haste = _haste(np.log(first[known] / pace[by]), kinds[known], load[known])
    hurried = np.exp(haste * np.where(np.isfinite(load), load, 0.0))
    pace = paces(Reviews(kinds[known], np.zeros(len(known)), first[known] * hurried[known], by), people)
    own = np.where(cases.first.by >= 0, pace[cases.first.by], np.nan)
    senior = np.where(cases.second.by >= 0, pace[cases.second.by], np.nan)
    later = np.log1p(np.where(np.isfinite(seen.waiting_second), seen.waiting_second, 0.0) / people)
    return Pace(pace, haste, first * hurried / own, second * np.exp(haste * later) / senior)


def _haste(taken: Floats, kinds: Ints, load: Floats) -> float:
    """Return by which power work gets faster as cases wait; 0 where that is not clear."""
    if len(taken) < _FEWEST_FOR_HASTE:
        return 0.0
    usual = np.array([taken[kinds == kind].mean() if (kinds == kind).any() else 0.0 for kind in range(kinds.max() + 1)])
    rest, centred = taken - usual[kinds], load - load.mean()
    spread = float(centred @ centred)
    if spread <= 0:
        return 0.0
    slope = float(centred @ rest) / spread
    error = float(np.sqrt(np.mean((rest - slope * centred) ** 2) / spread))
    return -slope if slope < -_TWO_SD * error else 0.0


def escalation_rates(files: FirmFiles) -> Floats:
    """Return the share of its first-level cases that each reviewer escalates, shrunk to that of its level."""
    cases, senior = files.cases, files.roll.senior
    done = (cases.first.by >= 0) & np.isfinite(cases.first.ended)
    people = len(senior)
    count = np.bincount(cases.first.by[done], minlength=people).astype(np.float64)
    handed = np.bincount(cases.first.by[done & cases.escalated], minlength=people).astype(np.float64)
    usual = handed[~senior].sum() / max(1.0, count[~senior].sum())
    rates: Floats = np.where(senior, 0.0, (handed + _PRIOR * usual) / (count + _PRIOR))
    return rates


def claimed_days(files: FirmFiles) -> Flags:
    """Return on which days (person x day) a reviewer claimed something."""
    cases, days = files.cases, int(files.now // DAY)
    claimed = np.zeros((len(files.roll.names), days), np.bool_)
    for handled in (cases.first, cases.second):
        did = (handled.by >= 0) & (handled.claimed < files.now)
        claimed[handled.by[did], (handled.claimed[did] // DAY).astype(np.int64)] = True
    return claimed


def seniors_spared(files: FirmFiles, kinds: Ints, skills: Ints) -> bool:
    """Return whether seniors leave cases of the first level to others who are free, seen where somebody was idle."""
    first, senior = files.cases.first, files.roll.senior
    claimed, ended = _moments(files, "claimed"), _moments(files, "ended")
    expected = taken = 0.0
    for case in np.flatnonzero((first.by >= 0) & (first.claimed - first.waits_from < _AT_ONCE)).tolist():
        at, by = float(first.claimed[case]), int(first.by[case])
        free = [
            person
            for person in np.flatnonzero(skills >> kinds[case] & 1).tolist()
            if person == by
            or (_on_shift(files.roll, person, at) and _idle_since(claimed[person], ended[person], at) > _SURELY_FREE)
        ]
        if len({bool(senior[person]) for person in free}) > 1:
            expected += float(senior[free].mean())
            taken += float(senior[by])
    return taken < _SPARED_BELOW * expected


def _moments(files: FirmFiles, name: str) -> list[Floats]:
    both = (files.cases.first, files.cases.second)
    own = [
        np.concatenate([getattr(one, name)[(one.by == person) & np.isfinite(getattr(one, name))] for one in both])
        for person in range(len(files.roll.names))
    ]
    return [np.sort(one) for one in own]


def _on_shift(roll: Roll, person: int, at: float) -> bool:
    day, second = divmod(at, DAY)
    weekday = int(day) % WEEK
    return bool(((roll.begins[person, weekday] <= second) & (second < roll.ends[person, weekday])).any())


def _idle_since(claimed: Floats, ended: Floats, at: float) -> float:
    """Return how long somebody has had no case at a moment; 0 with a case in hand, or before the first."""
    begun, done = np.searchsorted(claimed, at), np.searchsorted(ended, at)
    if not done or done < begun:
        return 0.0
    return at - float(ended[done - 1])
