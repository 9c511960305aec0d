"""Nowcast: what share of young cases will have come true once every answer is known.

Of young cases only the fast answers are known, so the share among them misleads, at times even in its direction. A
case without an answer counts by the chance of a yes, given that none came until its age: the cumulative incidence of
either answer (Aalen and Johansen 1978), from what was under observation lately, so that old habits do not speak for
new ones. How far this would have been off at earlier moments widens the band.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from forecasting.columns import NEVER, Flags, Floats, Ints, Texts

_FEWEST_AT_RISK = 10
"""Cases still open at an age: with fewer, what follows it is the chance of single ones."""
_FEWEST_ANSWERS = 40
"""Answers of a stratum: with fewer it borrows the chances of all together."""
_WINDOWS = (0.25, 0.5, 1.0)
"""Shares of the record, the newest, that chances may come from: the one with the smallest past error is taken."""
_REHEARSALS = 8
"""Earlier moments that are tried: more lie so close together that they are the same cases."""
_FEWEST_REHEARSED = 20
"""Cases open at an earlier moment, and answered by now, that say how far off the chances were."""
_ANSWERED_SINCE = 0.8
"""Share of the cases open at an earlier moment whose answer is known by now: of fewer the slow ones are left out."""
_UNREHEARSED = 0.25
"""Standard deviation of a chance that nothing was held against: nearly that of any number between 0 and 1."""
_LEAST_ERROR = 0.05
"""No mean chance of open cases is taken to be nearer than that to the truth, whatever the few rehearsals say."""
_STUDENT = (6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895)
"""Quantiles of a 90 % band by degrees of freedom, from 1 on: its spread is estimated from so few rehearsals."""


@dataclass(frozen=True)
class FollowedCases:
    """Cases in columns: when each began, when its answer was known (NEVER: not yet), the answer, and its stratum.

    Whole seconds; `value` means nothing where `known_at` is NEVER.
    """

    started: Ints
    known_at: Ints
    value: Flags
    stratum: Texts

    def __len__(self) -> int:
        """Return the number of cases."""
        return len(self.started)

    def select(self, chosen: Flags) -> "FollowedCases":
        """Return the chosen cases."""
        return FollowedCases(self.started[chosen], self.known_at[chosen], self.value[chosen], self.stratum[chosen])

    def as_of(self, moment: int) -> "FollowedCases":
        """Return what was known strictly before a moment."""
        begun = self.select(self.started < moment)
        return FollowedCases(
            begun.started, np.where(begun.known_at < moment, begun.known_at, NEVER), begun.value, begun.stratum
        )

    @property
    def open(self) -> Flags:
        """Which cases have no answer yet."""
        waiting: Flags = self.known_at == NEVER
        return waiting


@dataclass(frozen=True, slots=True)
class Nowcast:
    """The share that will have come true: with its 90 % band, beside the share among the answers known by now."""

    value: float
    low: float
    high: float
    so_far: float | None
    known: int
    cases: int


@dataclass(frozen=True)
class Nowcasts:
    """The chance of a yes for each case, which ones are still open, and how far off such chances were.

    `error` is the standard deviation of the mean chance of open cases around their truth, beyond chance itself;
    `quantile` is that of the band, from as many rehearsals as there were.
    """

    chance: Floats
    open: Flags
    error: float
    quantile: float
    rehearsals: int

    def of(self, places: Ints) -> Nowcast | None:
        """Return the share of the cases at these positions; None where there are none."""
        cases = len(places)
        if cases == 0:
            return None
        chance, waiting = self.chance[places], self.open[places]
        still, known = chance[waiting], chance[~waiting]
        spread = float(np.sqrt((still * (1.0 - still)).sum() + (len(still) * self.error) ** 2)) * self.quantile / cases
        value = float(chance.mean())
        # What is known by now stands, whatever the open ones bring.
        least = float(known.sum()) / cases
        most = least + len(still) / cases
        return Nowcast(
            value,
            max(least, value - spread),
            min(most, value + spread),
            float(known.mean()) if len(known) else None,
            len(known),
            cases,
        )


def nowcasts(cases: FollowedCases, now: int) -> Nowcasts:
    """Return the chances of all cases begun by now, held against what came of such chances at earlier moments."""
    known = cases.as_of(now)
    span = now - int(known.started.min(initial=now))
    rehearsed = {share: _rehearsed(known, now, int(share * span)) for share in _WINDOWS}
    best = min(_WINDOWS, key=lambda share: (_mean_square(rehearsed[share]), -share))
    chance, errors = _chances(known, now, int(best * span)), rehearsed[best]
    return Nowcasts(chance, known.open, _error(errors), _quantile(len(errors)), len(errors))


def _chances(known: FollowedCases, now: int, window: int) -> Floats:
    """Return each case's chance of a yes: 1 or 0 where the answer is known."""
    chance = known.value.astype(np.float64)
    waiting = known.open
    overall = _Incidence.of(known, now, window)
    for name in set(known.stratum.tolist()):
        of = known.stratum == name
        own = known.select(of)
        enough = int((~own.open).sum()) >= _FEWEST_ANSWERS
        incidence = _Incidence.of(own, now, window) if enough else overall
        still = of & waiting
        chance[still] = incidence.chance(now - known.started[still])
    return chance


@dataclass(frozen=True)
class _Incidence:
    """The chance of a yes after each age (seconds, rising) for a case that is open then."""

    ages: Ints
    after: Floats

    @classmethod
    def of(cls, known: FollowedCases, now: int, window: int) -> "_Incidence":
        """Estimate from what was under observation in the window before now (seconds)."""
        since = now - window
        left = np.minimum(known.known_at, now) - known.started
        entered = np.maximum(since - known.started, -1)
        watched = left > entered
        entered, left = entered[watched], left[watched]
        answered, value = ~known.open[watched], known.value[watched]
        ages = np.unique(left[answered])
        came, went = (np.searchsorted(np.sort(one), ages, side="left") for one in (entered, left))
        at_risk = came - went
        yes = _counts(left[answered & value], ages)
        no = _counts(left[answered & ~value], ages)
        prior = (yes.sum() + 0.5) / (yes.sum() + no.sum() + 1.0)
        enough = at_risk >= min(_FEWEST_AT_RISK, int(at_risk.max(initial=0)))
        ages, at_risk, yes, no = ages[enough], at_risk[enough], yes[enough], no[enough]
        if not len(ages):
            return cls(np.zeros(0, np.int64), np.array([prior]))
        staying = np.concatenate([[1.0], np.cumprod(1.0 - (yes + no) / at_risk)[:-1]])
        # One pseudo-answer at the end keeps the last chances from being those of a single case.
        tail = staying[-1] / max(1.0, float(at_risk[-1]))
        later_yes = np.append(np.cumsum((staying * yes / at_risk)[::-1])[::-1], 0.0) + tail * prior
        later_no = np.append(np.cumsum((staying * no / at_risk)[::-1])[::-1], 0.0) + tail * (1.0 - prior)
        return cls(ages, later_yes / (later_yes + later_no))

    def chance(self, age: Ints) -> Floats:
        """Return the chance of a yes for cases that are open at these ages."""
        chance: Floats = self.after[np.searchsorted(self.ages, age, side="left")]
        return chance


def _counts(left: Ints, ages: Ints) -> Floats:
    return np.bincount(np.searchsorted(ages, left), minlength=len(ages)).astype(np.float64)


@dataclass(frozen=True, slots=True)
class _Rehearsed:
    """By how much the mean chance of open cases was off at an earlier moment, and what of it chance explains."""

    error: float
    by_chance: float


def _rehearsed(known: FollowedCases, now: int, window: int) -> list[_Rehearsed]:
    first = int(known.started.min(initial=now))
    moments = np.linspace(first + (now - first) / 4, now, _REHEARSALS + 1)[:-1]
    results = [_rehearse(known, int(moment), window) for moment in moments]
    return [one for one in results if one is not None]


def _rehearse(known: FollowedCases, moment: int, window: int) -> _Rehearsed | None:
    begun = known.started < moment
    then = known.as_of(moment)
    waiting = then.open
    came = waiting & ~known.open[begun]
    if came.sum() < _FEWEST_REHEARSED or came.sum() < _ANSWERED_SINCE * waiting.sum():
        return None
    chance = _chances(then, moment, window)[came]
    truth = known.value[begun][came]
    return _Rehearsed(float(chance.mean() - truth.mean()), float((chance * (1.0 - chance)).sum()) / len(chance) ** 2)


def _mean_square(errors: Sequence[_Rehearsed]) -> float:
    return float(np.mean([one.error**2 for one in errors])) if errors else _UNREHEARSED**2


def _error(errors: Sequence[_Rehearsed]) -> float:
    if not errors:
        return _UNREHEARSED
    beyond = float(np.mean([one.error**2 - one.by_chance for one in errors]))
    return float(np.sqrt(max(beyond, _LEAST_ERROR**2)))


def _quantile(rehearsals: int) -> float:
    return _STUDENT[min(max(rehearsals - 1, 2), len(_STUDENT)) - 1]
