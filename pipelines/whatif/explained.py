"""What stands beside the figures: protocol, every assumption, and what must be seen first, in words."""

from forecasting.columns import DAY
from forecasting.whatif.calibration import SIGMA, Calibrated, PointState
from forecasting.whatif.comparison import Comparison
from forecasting.whatif.hours import OpeningHours
from graph.domain.kernel.canonical import Json
from graph.domain.planning.scenario import Scenario

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL = 0.95
"""The share of busy time from which queues grow without end, with some room for chance."""
_SILENT_DAYS = 4.0
"""Longer than a long weekend: then arrivals have stopped, and the past may not repeat."""
_ORDER = "Higher priority goes first, then the earlier deadline. What is begun before closing is finished."
_WAITING = (
    "What waits now is served too, with its own deadline, but not counted in the figures. On a changed threshold, "
    "waiting tasks that the new policy would decide by itself leave the queue, except those in somebody's hands."
)
_ERRORS = (
    "Errors come from known outcomes of cases old enough that nearly all of their age are known; people err as they "
    "did in the past."
)


def assumptions_of(stand: PointState, calibrated: Calibrated, scenario: Scenario, scored: int) -> list[Json]:
    """Return everything that was taken for granted."""
    return [
        _arrivals(calibrated),
        _policy(stand, scored),
        _reviews(scenario),
        _people(stand, scenario),
        _ORDER,
        _due(stand),
        _WAITING,
        _ERRORS,
        _costs(stand),
    ]


def warnings_of(comparison: Comparison, calibrated: Calibrated) -> list[Json]:
    """Return what a planner must see before the figures."""
    warnings: list[Json] = []
    silent = (calibrated.firm.now - float(calibrated.firm.history.at[-1])) / DAY
    if silent > _SILENT_DAYS:
        warnings.append(
            f"The newest arrival is {silent:.0f} days old: the figures suppose that as many come as before."
        )
    for option, side in (("As things are", 0), ("In this scenario", 1)):
        use = float(comparison.samples["utilisation"][side].mean())
        if use >= _FULL:
            warnings.append(
                f"{option}, reviewers are busy {use:.0%} of their time: more work comes than they can do, so the queue "
                "grows without end, and waits depend on how long one looks ahead."
            )
    return warnings


def protocol_of(scenario: Scenario, snapshot: str, version: str) -> str:
    """Return how the figures were made."""
    return (
        f"Policy replay and queue simulation: {scenario.replications} replications of {scenario.horizon_days:g} days "
        f"from the live state, base and scenario on the same random draws (seed {scenario.seed}). Bands are the 5 % "
        "and 95 % quantiles over replications, with parameters redrawn in each; figures are of cases that arrive "
        f"within the horizon. Data snapshot {snapshot[:12]}, Signoff {version}."
    )


def _arrivals(calibrated: Calibrated) -> str:
    at = calibrated.firm.history.at
    days = float(at[-1] - at[0]) / DAY if len(at) else 0.0
    return (
        f"Arrivals repeat whole past days of the same weekday, with all their cases: {len(at)} cases over {days:.0f} "
        "days, moved to the level of the latest days where that wanders."
    )


def _policy(stand: PointState, scored: int) -> str:
    return (
        f"{scored} of {len(stand.frozen.cases.id)} stored cases have a stored score; they go through the gate's own "
        "rules under both policies, as if their model, the policy and the breaker stood as they do today. An unscored "
        "arrival is stood in for by a scored one of its priority."
    )


def _reviews(scenario: Scenario) -> str:
    low, high = scenario.assumptions.review_minutes
    return (
        f"How long a review takes is not recorded, only waits are: its median lies somewhere between {low:g} and "
        f"{high:g} minutes, redrawn in every replication, with a lognormal spread of {SIGMA:g}."
    )


def _people(stand: PointState, scenario: Scenario) -> str:
    return (
        f"{stand.reviewers} accounts can review. Each works the opening hours ({_hours(stand.hours)}, {stand.zone}), "
        f"one case at a time, without other work, and is away on about {scenario.assumptions.absence:.0%} of days, "
        "sometimes for several in a row."
    )


def _due(stand: PointState) -> str:
    minutes = stand.basis.review_minutes
    due = "480 minutes (none is stored)" if minutes is None else f"{minutes} minutes"
    return f"A review is due after {due} of opening time."


def _costs(stand: PointState) -> str:
    costs = stand.basis
    return (
        f"Costs in the point's currency: {costs.review_cost:g} a review, {costs.wrong_proposal_cost:g} a wrong "
        f"proposal that stands, {costs.wrong_alternative_cost:g} a wrong alternative."
    )


def _hours(hours: OpeningHours) -> str:
    def clock(seconds: float) -> str:
        return f"{int(seconds // 3600):02}:{int(seconds % 3600 // 60):02}"

    return "; ".join(
        f"{clock(one.opens)}-{clock(one.closes)}, {' '.join(_DAYS[day] for day in sorted(one.weekdays))}"
        for one in hours.windows
    )
