"""The answer to a what-if in one sentence, which a planner reads before any figure."""

from math import isnan

from forecasting.whatif.comparison import ComparedMeasure, Comparison
from graph.domain.planning.scenario import Scenario
from pipelines.whatif.explained import grows_without_end


def answer_of(scenario: Scenario, comparison: Comparison, currency: str | None) -> str:
    """Return what the scenario would do to late reviews and costs, or why no single figure can be given."""
    changes = ", ".join(scenario.texts())
    late, cost = comparison.measures["missed_sla_share"], comparison.measures["cost"]
    begin = _begin(changes) if changes else "Nothing is changed here: as things are"
    if grows_without_end(comparison, 1):
        return (
            f"{begin}, more work comes than the reviewers can do: the queue grows without end, and between "
            f"{share(late.candidate.low)} and {share(late.candidate.high)} of reviews would be late."
        )
    if not changes:
        return (
            f"{begin}, {share(late.candidate.mid)} of reviews would be late ({share(late.candidate.low)} to "
            f"{share(late.candidate.high)} in nine of ten runs)."
        )
    if grows_without_end(comparison, 0):
        return (
            f"{begin}, the queue, which grows without end as things are, would be worked off, and "
            f"{share(late.candidate.mid)} of reviews would be late ({share(late.candidate.low)} to "
            f"{share(late.candidate.high)} in nine of ten runs)."
        )
    return f"{begin}, {_late(late)}; {_cost(cost, currency)}."


def _begin(changes: str) -> str:
    return f"W{changes[1:]}" if changes.startswith("without ") else f"With {changes}"


def _late(late: ComparedMeasure) -> str:
    if isnan(late.candidate.mid):
        return "no review is needed"
    verb = _direction(late)
    if verb is None:
        return (
            f"the share of late reviews does not clearly change from {share(late.base.mid)} (between "
            f"{_points(late.delta.low)} and {_points(late.delta.high)} points)"
        )
    least, most = sorted((abs(late.delta.low), abs(late.delta.high)))
    return (
        f"the share of late reviews {verb} from {share(late.base.mid)} to {share(late.candidate.mid)} (by "
        f"{least * 100:.1f} to {most * 100:.1f} points in nine of ten runs)"
    )


def _cost(cost: ComparedMeasure, currency: str | None) -> str:
    verb = _direction(cost)
    if verb is None:
        return "cost does not clearly change"
    least, most = sorted((abs(cost.delta.low), abs(cost.delta.high)))
    return f"cost {verb} by {money(abs(cost.delta.mid), currency)} ({least:,.0f} to {most:,.0f})"


def money(amount: float, currency: str | None) -> str:
    """Return an amount with its currency, where one is agreed."""
    return f"{currency} {amount:,.0f}" if currency else f"{amount:,.0f}"


def _direction(measure: ComparedMeasure) -> str | None:
    """Return the verb of a change that nine in ten runs agree on."""
    if measure.delta.low > 0:
        return "rises"
    return "falls" if measure.delta.high < 0 else None


def share(value: float) -> str:
    """Return a share in per cent."""
    return f"{value:.1%}"


def _points(value: float) -> str:
    return f"{value * 100:+.1f}"
