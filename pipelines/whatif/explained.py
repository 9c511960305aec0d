"""What stands beside the figures: protocol, every assumption, and what must be seen first, in words."""

import numpy as np

from forecasting.columns import DAY
from forecasting.whatif.calibration import SIGMA, Calibrated, PointState
from forecasting.whatif.comparison import Comparison
from forecasting.whatif.hours import OpeningHours
from forecasting.whatif.search import FULL
from forecasting.whatif.timed import FEWEST_DAYS, FEWEST_TIMED, SeenReviews
from graph.domain.kernel.canonical import Json
from graph.domain.planning.changes import Changes
from graph.domain.planning.scenario import Scenario
from pipelines.whatif.trust import SeenCases

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
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


def assumptions_of(
    stand: PointState, calibrated: Calibrated, scenario: Scenario, counted: tuple[int, SeenCases]
) -> list[Json]:
    """Return what was taken for granted; `counted` are how many cases are scored, and all as the scenario has them."""
    scored, seen = counted
    return [
        _arrivals(calibrated),
        _policy(stand, scored),
        *_trust(scenario.changes, seen, scored),
        _reviews(scenario, calibrated.seen),
        _people(stand, scenario, calibrated.seen),
        _ORDER,
        *_ladder(stand, scenario.changes),
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
        if grows_without_end(comparison, side):
            offered = _offered(comparison, side)
            warnings.append(
                f"{option}, the work that comes fills {offered:.0%} of the reviewers' time: the queue grows without "
                "end, so waits depend on how long one looks ahead, and no single figure of them is given."
            )
    return warnings


def grows_without_end(comparison: Comparison, side: int) -> bool:
    """Tell whether more work comes than can be done, as things are (side 0) or in the scenario (1)."""
    return _offered(comparison, side) >= FULL


def _offered(comparison: Comparison, side: int) -> float:
    return float(comparison.samples["offered"][side].mean())


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


def _trust(changes: Changes, seen: SeenCases, scored: int) -> list[str]:
    texts = []
    if changes.model is not None:
        texts.append(
            f"Model version {changes.model} scored {int(seen.known.sum())} of these {scored} cases, also in shadow; "
            "their own stored scores are replayed. A case that it did not score has the score of one that is like it "
            "by priority and by the risk in use."
        )
    if changes.taint:
        texts.append(
            f"{int(seen.tainted.sum())} past cases are of data that is not trusted: the gate sends each to a person, "
            "whatever its score."
        )
    return texts


def _ladder(stand: PointState, changes: Changes) -> list[str]:
    late = stand.basis.late_priority
    texts = [] if late is None else [f"A review that is late has priority {late} at least, as was agreed."]
    if changes.ladder is not None:
        texts.append(
            f"In the scenario a review has priority {changes.ladder.priority} at least once it has waited for "
            f"{changes.ladder.minutes:g} minutes of opening time; the same people do it."
        )
    return texts


def _reviews(scenario: Scenario, seen: SeenReviews) -> str:
    low, high = scenario.assumptions.review_minutes
    if seen.enough:
        minutes = float(np.nanmedian(seen.service)) / 60
        return (
            f"{seen.timed} reviews were timed from claim to verdict: the median is {minutes:.1f} minutes at usual "
            "pace. A simulated review takes as long as a timed one of its priority and a like risk, at the pace of "
            "who does it; how well the mean is known is redrawn in every replication."
        )
    return (
        f"Only {seen.timed} reviews were timed, and {FEWEST_TIMED} are needed: the median of a review is assumed to "
        f"lie somewhere between {low:g} and {high:g} minutes, redrawn in every replication, with a lognormal spread of "
        f"{SIGMA:g}. This widens every band."
    )


def _people(stand: PointState, scenario: Scenario, seen: SeenReviews) -> str:
    own, known = int(seen.own_hours.sum()), int((seen.absences.observed >= FEWEST_DAYS).sum())
    hours = f"the opening hours ({_hours(stand.hours)}, {stand.zone})"
    worked = (
        f"{own} of them work the hours in which they were seen to claim, the others {hours}"
        if own
        else (f"Each works {hours}")
    )
    away = f" (seen of {known}, assumed of the others)" if known else " (assumed)"
    return (
        f"{stand.reviewers} accounts can review. {worked}, one case at a time, without other work, and is away on "
        f"about {scenario.assumptions.absence:.0%} of days{away}, sometimes for several in a row. Breaks, and cases "
        "that are handed on to a second level, are not recorded."
    )


def _due(stand: PointState) -> str:
    minutes = stand.basis.review_minutes
    due = "480 minutes (none is stored)" if minutes is None else f"{minutes} minutes"
    return f"A review is due after {due} of opening time."


def _costs(stand: PointState) -> str:
    costs = stand.basis
    return (
        f"Costs in {costs.currency or 'no stated currency'}: {costs.review_cost:g} a review, "
        f"{costs.wrong_proposal_cost:g} a wrong proposal that stands, {costs.wrong_alternative_cost:g} a wrong "
        "alternative."
    )


def _hours(hours: OpeningHours) -> str:
    def clock(seconds: float) -> str:
        return f"{int(seconds // 3600):02}:{int(seconds % 3600 // 60):02}"

    return "; ".join(
        f"{clock(one.opens)}-{clock(one.closes)}, {' '.join(_DAYS[day] for day in sorted(one.weekdays))}"
        for one in hours.windows
    )
