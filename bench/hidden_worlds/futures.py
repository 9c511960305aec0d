"""One future of a firm from its state at `now` under a question's policy, staff and volume."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.hidden_interface import Question
from bench.hidden_worlds.arrivals import Arrivals, Cases, chosen
from bench.hidden_worlds.draws import Draws
from bench.hidden_worlds.firm import Firm
from bench.hidden_worlds.house import House, Shift
from bench.hidden_worlds.opening import Opening
from bench.hidden_worlds.past import Past, Standing, chance_of_wrong, sent_to_people
from bench.hidden_worlds.people import Presence, Reviews, shifts_of
from forecasting.columns import DAY, Flags

DRAIN_DAYS = 120


@dataclass(frozen=True)
class Future:
    """What came of the counted cases: numbers, the sum of waits in opening hours, expected wrong automatic ones."""

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


class Course:
    """A future on its way: number 2n + 1 mirrors 2n, and a number has the same randomness for every question.

    The changes of a question stay until the last counted case is claimed, or for 120 more days at most. Who is taken
    from the roster finishes the case in hand.
    """

    def __init__(self, firm: Firm, past: Past, question: Question, seed: int, number: int) -> None:
        key, mirrored = (seed, 95, number // 2), number % 2 == 1
        self._firm, self._question, self._standing = firm, question, past.standing
        self._opening = Opening(firm.calendar)
        added = max(question.reviewers, 0)
        self._reviewers = [*firm.reviewers, *[firm.reviewers[0]] * added]
        self._staying = len(firm.reviewers) + question.reviewers
        self._arrivals = Arrivals(firm, self._opening, key, mirrored=mirrored)
        self._arrivals.at, self._arrivals.mood = firm.now, past.standing.mood
        self._arrivals.volume = question.volume
        present, length, chance = (Draws(*key, part, mirrored=mirrored) for part in (10, 11, 12))
        self._presence = Presence(firm.absence, self._opening, present)
        self._reviews = Reviews(firm, length, chance)
        self._paces = [*past.paces, *[past.paces[0]] * added]
        self._house = House(self._reviewers, self._paces, len(firm.kinds))

    def run(self) -> Future:
        """Return what came of the cases that arrive within the horizon."""
        self._set_up(self._standing)
        end = self._firm.now + self._question.horizon_days * DAY
        first = len(self._house.claimed)
        cases = self._advance(end)
        sent = self._sent(cases)
        last = len(self._house.claimed)
        for _ in range(DRAIN_DAYS):
            if max(self._house.claimed[first:last], default=0.0) < np.inf:
                break
            self._advance(self._arrivals.at + DAY)
        return self._told(chosen(cases, sent), chosen(cases, ~sent), first)

    def _set_up(self, standing: Standing) -> None:
        now, held = self._firm.now, standing.by >= 0
        paces = np.array(self._paces)[standing.by]
        spent = np.where(held, now - standing.claimed, 0.0) / paces
        seconds = self._reviews.seconds_beyond(standing.open_cases, spent)
        self._house.admit(standing.open_cases, seconds)
        remaining = (seconds - spent) * paces
        for case in np.flatnonzero(held).tolist():
            claimed, ends = float(standing.claimed[case]), now + float(remaining[case])
            self._house.resume(case, int(standing.by[case]), claimed, ends)
        self._presence.away = [*standing.away, *[False] * (len(self._reviewers) - len(standing.away))]
        self._presence.day = int(-(-now // DAY)) - 1
        if now % DAY and self._opening.is_open[self._presence.day]:
            today = shifts_of(self._reviewers, self._presence.away, self._presence.day)
            self._engage([(max(begins, now), ends, who) for begins, ends, who in today if ends > now])

    def _engage(self, shifts: Sequence[Shift]) -> None:
        self._house.engage(shift for shift in shifts if shift[2] < self._staying)

    def _sent(self, cases: Cases) -> Flags:
        question = self._question
        return sent_to_people(self._firm, cases, question.threshold, use_shadow=question.use_shadow)

    def _advance(self, end: float) -> Cases:
        cases = self._arrivals.until(end)
        reviewed = chosen(cases, self._sent(cases))
        self._house.admit(reviewed, self._reviews.seconds(reviewed))
        self._engage(self._presence.shifts(self._reviewers, int(-(-end // DAY))))
        self._house.run(end)
        return cases

    def _told(self, reviewed: Cases, automatic: Cases, first: int) -> Future:
        counted = slice(first, first + len(reviewed.arrived))
        claimed = np.minimum(np.array(self._house.claimed[counted]), self._arrivals.at)
        waits = self._opening.hours_between(reviewed.arrived, claimed)
        return Future(
            to_people=len(reviewed.arrived),
            breached=int((np.array(self._house.decided[counted]) > reviewed.due).sum()),
            wait_hours=float(waits.sum()),
            automatic=len(automatic.arrived),
            automatic_wrong=float(chance_of_wrong(self._firm, automatic).sum()),
            simulated=len(self._house.claimed),
        )
