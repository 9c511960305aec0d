"""Targets of key figures: which may be set, and whether a figure meets its own."""

import math
from dataclasses import dataclass

from graph.domain.decision.kpis import KPIS, Better, KpiUnit
from graph.domain.kernel.problems import Problem, invalid

_HIGHEST = 1e12
"""More than any firm counts or pays."""


@dataclass(frozen=True, slots=True)
class DeclaredKpi:
    """A figure by which a point is judged; `figure` names the key figure that tells it live.

    `unit` is a KpiUnit, or a pack's own word; `outcome` the kind of outcome whose mean tells it live instead.
    """

    name: str
    formula: str
    unit: str
    better: Better = Better.NEITHER
    target: float | None = None
    figure: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class TargetChange:
    """What is wanted of a figure: its target (None: no more), and what one unit off it costs."""

    kpi_id: str
    target: float | None
    money: float | None = None


def general_kpis() -> dict[str, DeclaredKpi]:
    """Return the key figures that every point is judged by, by the names in their keys."""
    return {
        kpi.value: DeclaredKpi(spec.name, spec.formula, spec.unit.value, spec.better, None, kpi.value)
        for kpi, spec in KPIS.items()
    }


def check_target(change: TargetChange, unit: str, better: Better) -> Problem | None:
    """Refuse a target that no value can meet, or for a figure of which neither way is better."""
    if better is Better.NEITHER and change.target is not None:
        return invalid("target", "Neither more nor less of this figure is better: set a target for another one.")
    most = 1.0 if unit.upper() == KpiUnit.SHARE else _HIGHEST
    if change.target is not None and not _lies_within(change.target, most):
        return invalid("target", f"target is {change.target:g}: send a number from 0 to {most:g}.")
    if change.money is not None and not _lies_within(change.money, _HIGHEST):
        return invalid("money", f"money is {change.money:g}: send what one unit costs, from 0 to {_HIGHEST:g}.")
    return None


def is_met(value: float | None, target: float | None, better: Better) -> bool | None:
    """Tell whether a figure meets its target; None where one of the two is missing or neither way is better."""
    if value is None or target is None or better is Better.NEITHER:
        return None
    return value >= target if better is Better.HIGHER else value <= target


def cost_of_miss(value: float | None, target: float | None, better: Better, money: float | None) -> float | None:
    """Return what a missed target costs, by how far it is missed; None where that is unknown."""
    met = is_met(value, target, better)
    if met is None or money is None or value is None or target is None:
        return None
    return 0.0 if met else abs(value - target) * money


def _lies_within(number: float, most: float) -> bool:
    return math.isfinite(number) and 0 <= number <= most
