"""One future of a firm from its state at `now` under a question's policy, staff and volume."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.hidden_interface import WhatIfQuestion
from bench.hidden_worlds.arrivals import ArrivalStream, ArrivedCases, chosen
from bench.hidden_worlds.draws import Draws
from bench.hidden_worlds.firm import TrueFirm
from bench.hidden_worlds.opening import Opening
from bench.hidden_worlds.people import Presence, ReviewDurations, shifts_of
from bench.hidden_worlds.queue_simulation import QueueSimulation, Shift
from bench.hidden_worlds.simulated_history import SimulatedHistory, StateAtNow, chance_of_wrong, sent_to_people
from forecasting.columns import DAY, Flags

# Far longer than any deadline: a queue that is not empty by then grows without end.
DRAIN_DAYS = 120


@dataclass(frozen=True)
class Future:
    """Results of the counted cases: counts, the sum of waits in opening hours, expected wrong automatic decisions."""

    to_people: int
    breached: int
    wait_hours: float
    automatic: int
    automatic_wrong: float
    simulated: int

    @property
    def breach_share(self) -> float:
        """Return breached ones among those that went to people."""
        return self.breached / max(self.to_people, 1)


class FutureRun:
    """One run of a future: number 2n + 1 mirrors 2n, and a number has the same randomness for every question.

    The changes of a question last until the last counted case is claimed, but at most 120 days longer. A reviewer who
    is removed from the roster finishes the case in hand.
    """

    def __init__(
        self, firm: TrueFirm, simulated: SimulatedHistory, question: WhatIfQuestion, seed: int, number: int
    ) -> None:
        key, mirrored = (seed, 95, number // 2), number % 2 == 1
        self._firm, self._question, self._state = firm, question, simulated.state
        self._opening = Opening(firm.calendar)
        added = max(question.reviewers, 0)
        self._reviewers = [*firm.reviewers, *[firm.reviewers[0]] * added]
        self._roster_size = len(firm.reviewers) + question.reviewers
        self._arrivals = ArrivalStream(firm, self._opening, key, mirrored=mirrored)
        self._arrivals.at, self._arrivals.demand_level = firm.now, simulated.state.demand_level
        self._arrivals.volume = question.volume
        present, length, chance = (Draws(*key, part, mirrored=mirrored) for part in (10, 11, 12))
        self._presence = Presence(firm.absence, self._opening, present)
        self._reviews = ReviewDurations(firm, length, chance)
        self._paces = [*simulated.paces, *[simulated.paces[0]] * added]
        self._queue = QueueSimulation(self._reviewers, self._paces, len(firm.kinds))

    def run(self) -> Future:
        """Return the results of the cases that arrive within the horizon."""
        self._set_up(self._state)
        end = self._firm.now + self._question.horizon_days * DAY
        first = len(self._queue.claimed)
        cases = self._advance(end)
        sent = self._sent(cases)
        last = len(self._queue.claimed)
        for _ in range(DRAIN_DAYS):
            if max(self._queue.claimed[first:last], default=0.0) < np.inf:
                break
            self._advance(self._arrivals.at + DAY)
        return self._future(chosen(cases, sent), chosen(cases, ~sent), first)

    def _set_up(self, state: StateAtNow) -> None:
        now, held = self._firm.now, state.by >= 0
        paces = np.array(self._paces)[state.by]
        spent = np.where(held, now - state.claimed, 0.0) / paces
        seconds = self._reviews.seconds_beyond(state.open_cases, spent)
        self._queue.admit(state.open_cases, seconds)
        remaining = (seconds - spent) * paces
        for case in np.flatnonzero(held).tolist():
            claimed, ends = float(state.claimed[case]), now + float(remaining[case])
            self._queue.resume(case, int(state.by[case]), claimed, ends)
        self._presence.away = [*state.away, *[False] * (len(self._reviewers) - len(state.away))]
        self._presence.day = int(-(-now // DAY)) - 1
        if now % DAY and self._opening.is_open[self._presence.day]:
            today = shifts_of(self._reviewers, self._presence.away, self._presence.day)
            self._engage([(max(begins, now), ends, who) for begins, ends, who in today if ends > now])

    def _engage(self, shifts: Sequence[Shift]) -> None:
        self._queue.engage(shift for shift in shifts if shift[2] < self._roster_size)

    def _sent(self, cases: ArrivedCases) -> Flags:
        question = self._question
        return sent_to_people(self._firm, cases, question.threshold, use_shadow=question.use_shadow)

    def _advance(self, end: float) -> ArrivedCases:
        cases = self._arrivals.until(end)
        reviewed = chosen(cases, self._sent(cases))
        self._queue.admit(reviewed, self._reviews.seconds(reviewed))
        self._engage(self._presence.shifts(self._reviewers, int(-(-end // DAY))))
        self._queue.run(end)
        return cases

    def _future(self, reviewed: ArrivedCases, automatic: ArrivedCases, first: int) -> Future:
        counted = slice(first, first + len(reviewed.arrived))
        claimed = np.minimum(np.array(self._queue.claimed[counted]), self._arrivals.at)
        waits = self._opening.hours_between(reviewed.arrived, claimed)
        return Future(
            to_people=len(reviewed.arrived),
            breached=int((np.array(self._queue.decided[counted]) > reviewed.due).sum()),
            wait_hours=float(waits.sum()),
            automatic=len(automatic.arrived),
            automatic_wrong=float(chance_of_wrong(self._firm, automatic).sum()),
            simulated=len(self._queue.claimed),
        )
