"""How good a model's forecasts of live cases were: coverage first, then the error beside that of the average."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.kernel.stored import Stored

_NORMAL_90 = 1.645
"""Standard errors on either side of a share that hold nine in ten."""


@dataclass(frozen=True, slots=True)
class RiskRecord:
    """The forecasts of a model version in use: `known` of `scored` cases have an answer that came after the forecast.

    `covered` of `groups` of cases that were forecast alike came true as often as their 90 % interval says. Brier
    scores are None while too few answers are known.
    """

    model: str
    version: str
    scored: int
    known: int
    groups: int
    covered: int
    brier: float | None
    brier_prior: float | None

    @property
    def coverage(self) -> float | None:
        """Return the share of groups inside their interval; None without a group."""
        return self.covered / self.groups if self.groups else None

    @property
    def sentence(self) -> str:
        """Return the record in one sentence, coverage first."""
        if self.coverage is None or self.brier is None or self.brier_prior is None:
            return f"Too few answers are known yet: {self.known:,} of {self.scored:,} forecasts."
        return (
            f"{self.covered} of {self.groups} groups of cases forecast alike came true as often as their 90 % interval "
            f"says; Brier score {self.brier:.3f}, of the average {self.brier_prior:.3f} ({self.known:,} answers to "
            f"{self.scored:,} forecasts)."
        )


def risk_record(model: str, version: str, live: Stored) -> RiskRecord:
    """Return the record from a version's stored figures; those of an earlier release have no groups."""
    own: Stored = live.get("own") or {}
    groups: Sequence[Stored] = own.get("reliability", [])
    return RiskRecord(
        model=model,
        version=version,
        scored=live["scored"],
        known=live["known"],
        groups=len(groups),
        covered=sum(is_covered(one["probability"], one["share"], one["cases"]) for one in groups),
        brier=own.get("brier"),
        brier_prior=own.get("brier_prior"),
    )


def is_covered(probability: float, share: float, cases: int) -> bool:
    """Tell whether the share of a group that came true lies in the 90 % interval of its mean probability."""
    return abs(share - probability) <= _NORMAL_90 * math.sqrt(probability * (1.0 - probability) / cases)
