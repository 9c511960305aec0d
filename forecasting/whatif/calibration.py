"""A firm from its graph: recorded arrivals with their outcomes, the people, and the live queue.

A case that was never scored borrows the facts of a scored one of its priority: it counts as an arrival, and nothing is
claimed about it alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from forecasting.columns import DAY, Flags, Floats, Ints
from forecasting.strays import first_of_history
from forecasting.whatif.firm import ArrivalHistory, Assumed, DecisionCosts, LiveQueue, People, SimulatedFirm
from forecasting.whatif.hours import OpeningHours, open_time
from forecasting.whatif.likeness import Traits, lenders
from forecasting.whatif.recorded import matured
from forecasting.whatif.timed import FEWEST_DAYS, SeenReviews, seen_reviews
from forecasting.whatif.wall_clock import wall_seconds
from graph.domain.outcome.rating import truth_of
from graph.domain.planning.frozen import Frozen
from graph.domain.planning.scenario import Assumptions
from graph.errors import InvalidInput
from graph.store.planning.whatif import PointBasis, ReviewerAccount

# Spread of the logarithm of review times around their median: two thirds lie between about half and twice of it.
SIGMA = 0.6
# The review deadline where the queue has none: a working day of eight hours.
_DEFAULT_REVIEW_MINUTES = 480
# An absence rate that is only assumed weighs as much as this many observed days of each reviewer.
_ASSUMED_DAYS = 60.0
_OWN_OUTCOME = "wrong"
_HELD = "RESERVED"


@dataclass(frozen=True)
class PointState:
    """What is read of a decision point: snapshot, basis, opening hours in a time zone, and who can review.

    `scores` are the risks by case id that further versions of its model gave, by version.
    """

    frozen: Frozen
    basis: PointBasis
    hours: OpeningHours
    zone: str
    people: Sequence[ReviewerAccount]
    scores: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def reviewers(self) -> int:
        """Return how many can review."""
        return len(self.people)

    @property
    def due_minutes(self) -> int:
        """Return the minutes of opening time after which a review is due."""
        return self.basis.review_minutes or _DEFAULT_REVIEW_MINUTES


@dataclass(frozen=True)
class Calibrated:
    """A firm, and which rows of the snapshot it was made from.

    Recorded arrival `i` is case `rows[i]` with the facts of case `stands_for[i]`. Waiting task `j` belongs to case
    `live_rows[j]`; `held[j]` is true where a reviewer holds it.
    """

    firm: SimulatedFirm
    rows: Ints
    stands_for: Ints
    live_rows: Ints
    held: Flags
    seen: SeenReviews


def refuse_untimed(frozen: Frozen) -> None:
    """Raise InvalidInput where no case has a time of its own: then nobody knows how many come in a day."""
    untimed = sum(map(bool, frozen.cases.untimed))
    if untimed and untimed == len(frozen.cases.id):
        raise InvalidInput(
            f"none of {untimed:,} stored cases has a time, for their log has no clock: how many come in a day is not "
            "known. Run this again when cases have come in here for two weeks; what other thresholds would have "
            "done with the stored cases is told by a back-test: `signoff policies backtest`."
        )


def calibrate(state: PointState, priorities: Sequence[int], scored: Sequence[int], assumed: Assumptions) -> Calibrated:
    """Build the firm from the arrivals since the first scored case that is not a stray.

    `priorities` are those of the snapshot's cases. Raises InvalidInput where no case was ever scored.
    """
    frozen = state.frozen
    started = wall_seconds(frozen.cases.started, state.zone)
    now = float(wall_seconds([frozen.as_of], state.zone)[0])
    seen = seen_reviews(state.basis.reviews, frozen.cases.id, state.people, (state.hours, state.zone, now))
    if not scored:
        raise InvalidInput(
            f"nothing to replay: none of {len(started)} stored cases was ever scored; load a model first"
        )
    known = np.zeros(len(started), dtype=np.bool_)
    known[list(scored)] = True
    timed = ~np.array(frozen.cases.untimed, dtype=np.bool_)
    rows = np.flatnonzero((started >= started[known].min()) & (started < now) & timed)
    rows = rows[np.argsort(started[rows], kind="stable")]
    rows = rows[first_of_history(started[rows]) :]
    if not np.isfinite(seen.service[rows]).any():
        seen = replace(seen, timed=0)
    priority = np.array(priorities, dtype=np.int64)
    risk = np.array([0.0 if one is None else one for one in frozen.cases.risk])
    stands_for = _stand_ins(rows, known, priority, risk)
    wrong, person_cost = _outcomes(state, started, now)
    history = ArrivalHistory(
        at=started[rows],
        kind=np.zeros(len(rows), np.int64),
        priority=priority[stands_for],
        risk=risk[stands_for],
        sla=np.full(len(rows), state.due_minutes * 60.0),
        service=seen.service[rows],
        wrong=wrong[stands_for],
        person_cost=person_cost[stands_for],
        second_service=np.full(len(rows), np.nan),
    )
    live_rows = np.array(frozen.tasks.case, dtype=np.int64)
    low, high = assumed.review_minutes
    firm = SimulatedFirm(
        now=now,
        hours=state.hours,
        history=history,
        people=_people(state, assumed.absence, seen),
        live=_live(state, started, priority, risk),
        costs=DecisionCosts(
            state.basis.review_cost, state.basis.wrong_proposal_cost, state.basis.wrong_alternative_cost
        ),
        assumed=None if seen.enough else Assumed(low * 60.0, high * 60.0, SIGMA),
    )
    held = np.array([state == _HELD for state in frozen.tasks.state], dtype=np.bool_)
    return Calibrated(firm, rows, stands_for, live_rows, held, seen)


def _stand_ins(rows: Ints, known: Flags, priority: Ints, risk: Floats) -> Ints:
    traits = Traits(np.zeros_like(priority), priority, risk)
    unknown = rows[~known[rows]]
    rng = np.random.default_rng(0)
    # Their risk is not known, so it is drawn from the risks of the scored cases.
    targets = Traits(np.zeros_like(unknown), priority[unknown], rng.choice(risk[known], len(unknown)))
    sources = rows.copy()
    lent = lenders(traits, known, targets)
    sources[~known[rows]] = lent[np.arange(len(unknown)), rng.integers(0, lent.shape[1], len(unknown))]
    return sources


def _people(state: PointState, absence: float, seen: SeenReviews) -> People:
    """Return the reviewers as they were seen to work; what was not seen is as assumed."""
    count, away = state.reviewers, seen.absences
    assumed_days = np.where(away.observed < FEWEST_DAYS, _ASSUMED_DAYS, 0.0)
    return People(
        skills=np.ones(count, np.int64),
        pace=seen.pace if seen.enough else np.ones(count),
        begins=seen.begins,
        ends=seen.ends,
        absent=away.absent + absence * assumed_days,
        observed=away.observed + assumed_days,
        absent_again=away.absent_again,
        followed=away.followed,
        away_last=np.zeros(count, np.bool_),
        present_today=np.zeros(count, np.bool_),
    )


def _live(state: PointState, started: Floats, priority: Ints, risk: Floats) -> LiveQueue:
    tasks, frozen = state.frozen.tasks, state.frozen
    rows = np.array(tasks.case, dtype=np.int64)
    now = float(wall_seconds([frozen.as_of], state.zone)[0])
    sla = state.due_minutes * 60.0
    clock = open_time(state.hours, int(now // DAY) - 400, int(now // DAY) + 60)
    since = wall_seconds(tasks.created, state.zone)
    stated = wall_seconds([max(one, 0) for one in tasks.due], state.zone)
    due = np.where(np.array(tasks.due, dtype=np.int64) >= 0, stated, clock.after(since, np.full(len(since), sla)))
    order = np.argsort(started[rows], kind="stable") if len(rows) else rows
    return LiveQueue(
        at=np.minimum(started[rows], now),
        kind=np.zeros(len(order), np.int64),
        priority=priority[rows],
        risk=risk[rows],
        due=due,
        working_since=np.full(state.reviewers, np.nan),
        working_kind=np.zeros(state.reviewers, np.int64),
        waited=clock.between(np.minimum(since, now), np.full(len(since), now)),
    )


def _outcomes(state: PointState, started: Floats, now: float) -> tuple[Floats, Floats]:
    """Return, per case of the snapshot, whether its proposal was wrong, and what an error of the people cost.

    A decision for the alternative means that the proposal was wrong. Young cases, of which few have an outcome yet,
    count as unknown: early outcomes are not like the rest.
    """
    cases, basis = state.frozen.cases, state.basis
    action = np.array(cases.action, dtype=object)
    bad, known_at = _own_outcomes(state, action)
    proposed, refused = action == basis.proposal, action == basis.alternative
    decided = wall_seconds([max(one, 0) for one in cases.decided], state.zone)
    proposal_known = np.where(refused, decided, np.where(proposed, known_at, np.inf))
    wrong = np.where(refused, 1.0, bad)
    cost = np.where(proposed, bad * basis.wrong_proposal_cost, bad * basis.wrong_alternative_cost)
    usable = matured(started, proposal_known, now)
    decided_known = matured(started, np.where(proposed | refused, known_at, np.inf), now)
    return np.where(usable, wrong, np.nan), np.where(decided_known, cost, np.nan)


def _own_outcomes(state: PointState, action: np.ndarray) -> tuple[Floats, Floats]:
    """Return, per case, whether the outcome of its own action was bad, and since when that is known.

    An outcome kind belongs to an action when it follows that action alone, or is called `wrong`.
    """
    outcomes, basis = state.frozen.outcomes, state.basis
    followed: dict[str, set[str]] = {}
    for case, kind in zip(outcomes.case, outcomes.kind, strict=True):
        followed.setdefault(kind, set()).add(str(action[case]))
    own = {basis.proposal: {_OWN_OUTCOME}, basis.alternative: {_OWN_OUTCOME}}
    for kind, actions in followed.items():
        if len(actions) == 1 and (only := next(iter(actions))) in own:
            own[only].add(kind)
    bad, known_at = np.full(len(action), np.nan), np.full(len(action), np.inf)
    moments = wall_seconds(outcomes.known, state.zone)
    for place, (case, kind, value) in enumerate(zip(outcomes.case, outcomes.kind, outcomes.value, strict=True)):
        truth = truth_of(value)
        if truth is not None and kind in own.get(str(action[case]), ()):
            bad[case] = float(truth)
            known_at[case] = moments[place]
    return bad, known_at
