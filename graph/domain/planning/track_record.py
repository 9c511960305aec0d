"""How good scored forecasts were: coverage of their intervals first, then their error beside a plain baseline's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Sums over scored forecasts of `periods` runs; errors are absolute, `ewma_error` that of the moving average.

    Coverage is of the `measured` ones only, whose expectation is large enough for an interval to say something.
    Precisions are means over runs, None where runs have none.
    """

    periods: int = 0
    scored: int = 0
    measured: int = 0
    inside: int = 0
    error: float = 0.0
    ewma_error: float = 0.0
    precision_at_10: float | None = None
    ewma_precision_at_10: float | None = None

    @property
    def coverage(self) -> float | None:
        """Return the share inside the interval; None where none was measured."""
        return self.inside / self.measured if self.measured else None

    @property
    def mean_abs_error(self) -> float | None:
        """Return the mean distance between expected and actual count; None without a scored forecast."""
        return self.error / self.scored if self.scored else None

    @property
    def ewma_mean_abs_error(self) -> float | None:
        """Return the same of the plain moving average."""
        return self.ewma_error / self.scored if self.scored else None

    @property
    def sentence(self) -> str:
        """Return the record in one sentence, coverage first."""
        error, plain = self.mean_abs_error, self.ewma_mean_abs_error
        if error is None or plain is None:
            return "No forecast has been scored yet: each is when its period is over."
        coverage = self.coverage
        inside = (
            "No forecast was large enough to measure its interval"
            if coverage is None
            else f"{coverage:.0%} of {self.measured:,} forecasts held what happened in their 90 % interval"
        )
        return (
            f"{inside}; they were off by {error:,.2f} on average, the plain moving average by {plain:,.2f} "
            f"({self.scored:,} forecasts of {self.periods:,} runs)."
        )
