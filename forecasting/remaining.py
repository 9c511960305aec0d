"""Remaining time: how long an open case will still take, with a band that holds for cases of its own kind.

From how long cases of that kind took which were open at the same age, those still running counted for as long as they
were seen (Kaplan and Meier 1958). Ends of the band are ranks among them, as conformal prediction takes them: of a new
case of the kind nine in ten end inside, whatever the other kinds do.
"""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats, Texts

FEWEST = 20
"""Cases that ended after the age: with fewer a band of nine in ten has no upper end."""
_LOW, _MIDDLE, _HIGH = 0.05, 0.5, 0.95


@dataclass(frozen=True)
class Durations:
    """Cases in columns: how long each took or has taken by now, whether it has ended, and its kind."""

    took: Floats
    ended: Flags
    kind: Texts


@dataclass(frozen=True, slots=True)
class RemainingTime:
    """What is still to come, in the unit of the durations; `high` is None where longer than was ever seen.

    `alike` cases of the same age it comes from; `own_kind` is False where too few of the kind were, and all count.
    """

    middle: float | None
    low: float
    high: float | None
    alike: int
    own_kind: bool


def remaining(durations: Durations, kind: str, age: float) -> RemainingTime | None:
    """Return how much longer a case of a kind that is open at an age will take; None where too few were like it."""
    older = durations.took > age
    own = older & (durations.kind == kind)
    chosen = own if int((own & durations.ended).sum()) >= FEWEST else older
    if int((chosen & durations.ended).sum()) < FEWEST:
        return None
    left, ended = durations.took[chosen] - age, durations.ended[chosen]
    after, gone = _ended_by(left, ended)
    size = len(left)
    # Ranks of size + 1: the new case is one of them.
    low = _first(after, gone, np.floor((size + 1) * _LOW) / size)
    high = _first(after, gone, np.ceil((size + 1) * _HIGH) / size)
    return RemainingTime(_first(after, gone, _MIDDLE), low or 0.0, high, size, chosen is own)


def _ended_by(left: Floats, ended: Flags) -> tuple[Floats, Floats]:
    """Return the times at which cases ended, rising, and the share that has ended by each."""
    after, counts = np.unique(left[ended], return_counts=True)
    at_risk = len(left) - np.searchsorted(np.sort(left), after, side="left")
    return after, np.asarray(1.0 - np.cumprod(1.0 - counts / at_risk), dtype=np.float64)


def _first(after: Floats, gone: Floats, share: float) -> float | None:
    place = int(np.searchsorted(gone, share - 1e-12))
    return float(after[place]) if place < len(after) else None
