"""F12 and P12: the shipped drift test on columns without drift and with a known shift, and on a million rows."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

import numpy as np

from bench.measure import BenchResult, bench_result
from graph.domain.intake.distribution import distribution_of
from graph.domain.monitor.drift import DriftKind, DriftReference, WatchedColumn, WatchedName, drifts
from pipelines.drift.columns import numbers_sketched

FEATURES = 20
"""As F12 asks: as many as a decision point watches."""
SIZES = (50, 100, 200, 500, 1_000, 2_000, 5_000)
"""Cases of a window, from the fewest that are tested to the most."""
REFERENCE = 5_000
"""Cases that a window is compared with: as many as the product reads."""
WORLDS = 400
"""A rate of 0.04 is known to within 0.02 by so many; ten minutes on one core at most."""
SHIFTS = ((0.5, 200), (0.25, 1_000))
"""By how many standard deviations one column of twenty is shifted, and of how many cases."""
COLUMNS, ROWS = 20, 1_000_000
PROTOCOL = (
    f"Each world draws {FEATURES} columns twice from one source (normal, skewed, whole numbers with ties, categories): "
    f"{REFERENCE:,} cases as reference and n as window. False alarm: the window gives any signal. Detection: one "
    "normal column of the window is shifted, and has a signal. Draws from a seed, by `drifts` as shipped."
)
_Draw = Callable[[np.random.Generator, int], np.ndarray]
_NUMBERS: Sequence[_Draw] = (
    lambda draws, rows: draws.normal(size=rows),
    lambda draws, rows: draws.lognormal(sigma=1.5, size=rows),
    lambda draws, rows: draws.poisson(2.0, size=rows).astype(float),
)
_SHARES = np.array([0.4, 0.25, 0.15, 0.1, 0.06, 0.03, 0.01])


def _column(place: int, window: int, shift: float, draws: np.random.Generator) -> WatchedColumn:
    watched = WatchedName(DriftKind.FEATURE, f"feature {place}", f"feature {place}")
    draw = _NUMBERS[0 if place == 0 else place % 4 - 1]
    if place and place % 4 == 0:
        old, new = ([str(one) for one in draws.choice(len(_SHARES), rows, p=_SHARES)] for rows in (REFERENCE, window))
        return WatchedColumn(watched, distribution_of(old), distribution_of(new))
    return WatchedColumn(
        watched, numbers_sketched(draw(draws, REFERENCE)), numbers_sketched(draw(draws, window) + shift)
    )


def signals_in(window: int, shift: float, draws: np.random.Generator) -> set[str]:
    """Return the columns of one world that the shipped test calls drifted; the first one is shifted."""
    columns = [_column(place, window, shift if place == 0 else 0.0, draws) for place in range(FEATURES)]
    return {one.watched.name for one in drifts(columns, DriftReference.TRAINING)}


@dataclass(frozen=True, slots=True)
class DriftRates:
    """In which share of worlds there was a false alarm, by cases; and in which a shift was seen, by shift."""

    id: str
    protocol: str
    worlds: int
    seed: int
    false_alarms: Mapping[int, float]
    detected: Mapping[str, float]


def f12(seed: int, worlds: int = WORLDS) -> DriftRates:
    """Return the rates of false alarms and of detection."""
    draws = np.random.default_rng(seed)
    alarms = {size: sum(bool(signals_in(size, 0.0, draws)) for _ in range(worlds)) / worlds for size in SIZES}
    seen = {
        f"{shift} sd at n = {size}": sum("feature 0" in signals_in(size, shift, draws) for _ in range(worlds)) / worlds
        for shift, size in SHIFTS
    }
    return DriftRates("F12", PROTOCOL, worlds, seed, alarms, seen)


def on_drift(seed: int, *, as_json: bool) -> str:
    """Return F12 as JSON or as text."""
    rates = f12(seed)
    if as_json:
        return json.dumps(asdict(rates))
    lines = [PROTOCOL, f"{rates.worlds} worlds each, seed {seed}."]
    lines += [f"false alarms, n = {size}: {rate:.3f}" for size, rate in rates.false_alarms.items()]
    lines += [f"detected, {shift}: {rate:.3f}" for shift, rate in rates.detected.items()]
    return "\n".join(lines)


async def p12(repeats: int, _size: int) -> BenchResult:
    """Compare the test of 20 columns of a million rows with as many calls of `scipy.stats.ks_2samp`."""
    from scipy.stats import ks_2samp  # noqa: PLC0415  # the baseline alone needs it

    draws = np.random.default_rng(1)
    before, now = (draws.normal(size=(COLUMNS, ROWS)) for _ in range(2))
    ours, theirs = [], []
    for _ in range(repeats):
        started = time.perf_counter()
        drifts(
            [
                WatchedColumn(
                    WatchedName(DriftKind.FEATURE, str(place), str(place)), numbers_sketched(old), numbers_sketched(new)
                )
                for place, (old, new) in enumerate(zip(before, now, strict=True))
            ],
            DriftReference.TRAINING,
        )
        ours.append(time.perf_counter() - started)
        started = time.perf_counter()
        for pair in zip(before, now, strict=True):
            ks_2samp(*pair)
        theirs.append(time.perf_counter() - started)
    texts = ("scipy.stats.ks_2samp on the same columns", "reading the rows of both sides")
    details = {"ours_seconds": median(ours), "scipy_seconds": median(theirs)}
    return bench_result("P12", theirs, ours, texts, details=details)
