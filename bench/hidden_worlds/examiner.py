"""A world as the examination sees it: a history to learn from, questions, and the truth from many futures."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bench.hidden_interface import RecordedHistory, Truth, WhatIfQuestion
from bench.hidden_worlds.firm import TrueFirm
from bench.hidden_worlds.futures import Future, FutureRun
from bench.hidden_worlds.simulated_history import SimulatedHistory, simulate_history


@dataclass(frozen=True)
class Precision:
    """When to stop: at a standard error after at least `least_pairs` of futures, or after so many simulated cases.

    A future costs as much as its reviews and `setting_up` more; the rule is checked after every `every` pairs.
    """

    standard_error: float = 0.0029
    least_pairs: int = 150
    cases: int = 650_000
    setting_up: int = 200
    every: int = 25


@dataclass(frozen=True)
class HiddenWorld:
    """A firm with a history; the same seed gives the same history and the same truths."""

    firm: TrueFirm
    seed: int
    precision: Precision = Precision()

    @cached_property
    def simulated(self) -> SimulatedHistory:
        """Return what happened up to `now`."""
        return simulate_history(self.firm, self.seed)

    @property
    def history(self) -> RecordedHistory:
        """Return what the firm recorded."""
        return self.simulated.history

    def questions(self) -> Sequence[WhatIfQuestion]:
        """Return the scenarios; the first changes nothing."""
        return self.firm.questions

    def truth(self, question: WhatIfQuestion) -> Truth:
        """Return the true results of a scenario, from antithetic pairs of futures that begin in the state at `now`.

        The standard error is that of the mean over pairs; mirrored futures are as likely as any, so means and the
        spread of replications are unbiased.
        """
        futures: list[Future] = []
        while not self._suffices(futures):
            number = len(futures)
            futures += [
                FutureRun(self.firm, self.simulated, question, self.seed, number + side).run() for side in (0, 1)
            ]
        return summed_up(futures)

    def _suffices(self, futures: Sequence[Future]) -> bool:
        pairs = len(futures) // 2
        if pairs < self.precision.least_pairs or pairs % self.precision.every:
            return False
        if sum(one.simulated + self.precision.setting_up for one in futures) >= self.precision.cases:
            return True
        return standard_error([one.breach_share for one in futures]) <= self.precision.standard_error


def standard_error(shares: Sequence[float]) -> float:
    """Return the standard error of the mean of antithetic pairs that follow each other."""
    pairs = np.array(shares).reshape(-1, 2).mean(axis=1)
    return float(pairs.std(ddof=1) / len(pairs) ** 0.5)


def summed_up(futures: Sequence[Future]) -> Truth:
    """Return the means over futures; waits and wrong decisions are averaged over the cases of all futures."""
    shares = np.array([one.breach_share for one in futures])
    to_people, automatic = sum(one.to_people for one in futures), sum(one.automatic for one in futures)
    return Truth(
        breach_share=float(shares.mean()),
        breach_se=standard_error(shares.tolist()),
        breach_sd=float(shares.std(ddof=1)),
        mean_wait_hours=sum(one.wait_hours for one in futures) / max(to_people, 1),
        to_people=to_people / len(futures),
        automatic_wrong=sum(one.automatic_wrong for one in futures) / max(automatic, 1),
        replicates=shares,
    )
