"""The reviewers: who comes on which day, their paces, and how long a case takes them."""

from collections.abc import Sequence

import numpy as np

from bench.hidden_interface import Reviewer
from bench.hidden_worlds.arrivals import ArrivedCases, chosen
from bench.hidden_worlds.draws import Draws
from bench.hidden_worlds.firm import Absence, TrueFirm
from bench.hidden_worlds.opening import Opening
from bench.hidden_worlds.queue_simulation import Shift
from forecasting.columns import DAY, Floats

# Draws a round for a case whose time is longer than most; one round is nearly always enough.
TRIES = 64


def paces(firm: TrueFirm, seed: int) -> tuple[float, ...]:
    """Return each reviewer's own factor on the time of a review; the team's capacity is the same for every seed."""
    own = np.exp(firm.review_time.pace_spread * Draws(seed, 90).normals(len(firm.reviewers)))
    hours = np.array([one.ends - one.begins for one in firm.reviewers])
    return tuple((own * (hours / own).sum() / hours.sum()).tolist())


class Presence:
    """Who is present: each reviewer is absent in spells, drawn day by day."""

    def __init__(self, absence: Absence, opening: Opening, draws: Draws) -> None:
        self._absence, self._opening, self._draws = absence, opening, draws
        self.day = -1
        self.away: list[bool] = []

    def shifts(self, reviewers: Sequence[Reviewer], end_day: int) -> list[Shift]:
        """Return the shifts of the days since the last call, up to `end_day` (not included)."""
        self.away += [False] * (len(reviewers) - len(self.away))
        coming: list[Shift] = []
        for day in range(self.day + 1, end_day):
            if self._opening.is_open[day]:
                self._step(len(reviewers))
                coming += shifts_of(reviewers, self.away, day)
        self.day = max(self.day, end_day - 1)
        return coming

    def _step(self, count: int) -> None:
        chances = [self._absence.lasts if away else self._absence.starts for away in self.away]
        drawn = self._draws.uniforms(count).tolist()
        self.away = [one < chance for one, chance in zip(drawn, chances, strict=True)]


def shifts_of(reviewers: Sequence[Reviewer], away: Sequence[bool], day: int) -> list[Shift]:
    """Return the shifts of those who come on a day."""
    return [
        (day * DAY + one.begins, day * DAY + one.ends, index) for index, one in enumerate(reviewers) if not away[index]
    ]


class ReviewDurations:
    """Seconds that reviews take a reviewer of pace 1; `chance` decides which are long."""

    def __init__(self, firm: TrueFirm, draws: Draws, chance: Draws) -> None:
        self._effort, self._draws, self._chance = firm.review_time, draws, chance
        self._seconds = np.array([kind.minutes * 60 for kind in firm.kinds])
        mean = np.exp(self._effort.spread**2 / 2)
        if self._effort.shape:
            ranks = (np.arange(20_000) + 0.5) / 20_000
            mean = float(((-np.log(ranks)) ** (1 / self._effort.shape)).mean())
        self._mean = mean * (1 + self._effort.long_share * (self._effort.long_factor - 1))

    def seconds(self, cases: ArrivedCases) -> Floats:
        """Return a fresh draw for each case."""
        review_time, count = self._effort, len(cases.kind)
        if review_time.shape:
            drawn = (-np.log(self._draws.uniforms(count))) ** (1 / review_time.shape)
        else:
            drawn = np.exp(review_time.spread * self._draws.normals(count))
        long = np.where(self._chance.uniforms(count) < review_time.long_share, review_time.long_factor, 1.0)
        by_risk = 1 + review_time.by_risk * (cases.risk - 0.5)
        usual: Floats = self._seconds[cases.kind]
        taken: Floats = usual * by_risk * drawn * long / self._mean
        return taken

    def seconds_beyond(self, cases: ArrivedCases, spent: Floats) -> Floats:
        """Return a draw for each case that is longer than the time already spent on it."""
        longer = self.seconds(cases)
        while (short := np.flatnonzero(longer <= spent)).size:
            tries = self.seconds(chosen(cases, np.repeat(short, TRIES))).reshape(-1, TRIES)
            first = (tries > spent[short, None]).argmax(axis=1)
            longer[short] = tries[np.arange(len(short)), first]
        return longer
