"""What a policy version would have done with past and open cases, beside the version in use: counts, errors, money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.domain.gate.policy import AUTOMATIC, GateResult
from graph.domain.kernel.canonical import Json

MOST_LISTED = 50
"""Cases and open tasks that are named: as many as somebody looks through before signing; all of them are counted."""
_WEEK_MS = 7 * 24 * 3600 * 1000
"""The load of reviewers is counted by the week, which holds working and free days alike."""


@dataclass(frozen=True, slots=True)
class ReplayedCase:
    """A stored case under both versions; `wrong`: whether its proposal proved wrong, None where that is not known.

    `task_id` is its open task, and `held` whether somebody has that in hand.
    """

    id: str
    external_id: str
    before: GateResult
    after: GateResult
    wrong: bool | None
    task_id: str | None = None
    held: bool = False

    @property
    def changes(self) -> bool:
        """Tell whether the two versions answer differently, as far as that decides who decides and how."""
        return _way(self.before) != _way(self.after)


@dataclass(frozen=True, slots=True)
class PointCosts:
    """What an error and a review cost, in the point's currency."""

    wrong_proposal: float
    wrong_alternative: float
    review: float
    currency: str | None


@dataclass(frozen=True, slots=True)
class Replay:
    """A point's cases that have a score, how many have none, and the span in which they began (epoch ms).

    `missing`: of how many replayed cases a fact that the table reads was not available, by its label.
    """

    point: str
    cases: Sequence[ReplayedCase]
    unscored: int
    span: tuple[int, int] | None
    missing: Mapping[str, int]
    costs: PointCosts


def backtest_figures(replay: Replay) -> dict[str, Json]:
    """Return the figures of a back-test as they are stored."""
    cases, weeks = replay.cases, _weeks(replay.span)
    changed = [one for one in cases if one.changes]
    tasks = [one for one in changed if one.task_id is not None]
    return {
        "point": replay.point,
        "currency": replay.costs.currency,
        "cases": len(cases),
        "unscored": replay.unscored,
        "from": None if replay.span is None else replay.span[0],
        "until": None if replay.span is None else replay.span[1],
        "inUse": _side([(one.before, one.wrong) for one in cases], replay.costs, weeks),
        "proposed": _side([(one.after, one.wrong) for one in cases], replay.costs, weeks),
        "toPeople": sum(one.after not in AUTOMATIC for one in changed),
        "toAutomatic": sum(one.before not in AUTOMATIC for one in changed),
        "changes": [_case(one) for one in changed[-MOST_LISTED:]],
        "openTasks": len(tasks),
        "tasks": [_case(one) for one in tasks[:MOST_LISTED]],
        "missing": [{"fact": fact, "cases": count} for fact, count in replay.missing.items() if count],
    }


def _side(answers: Sequence[tuple[GateResult, bool | None]], costs: PointCosts, weeks: float | None) -> Json:
    """Return what one version does; of answers whose truth is not known, the share of the others is taken as wrong."""
    reviews = sum(result not in AUTOMATIC for result, _ in answers)
    approved = [wrong for result, wrong in answers if result is GateResult.AUTO_APPROVE]
    declined = [None if wrong is None else not wrong for result, wrong in answers if result is GateResult.DECLINE]
    known = [wrong for wrong in (*approved, *declined) if wrong is not None]
    errors = _expected(approved) * costs.wrong_proposal + _expected(declined) * costs.wrong_alternative
    return {
        "toPeople": reviews,
        "automatic": len(approved) + len(declined),
        "known": len(known),
        "wrong": sum(known),
        "errorRate": round(sum(known) / len(known), 6) if known else None,
        "reviewsAWeek": None if weeks is None else round(reviews / weeks, 2),
        "cost": round(reviews * costs.review + errors, 2),
    }


def _expected(wrong: Sequence[bool | None]) -> float:
    known = [one for one in wrong if one is not None]
    return len(wrong) * sum(known) / len(known) if known else 0.0


def _weeks(span: tuple[int, int] | None) -> float | None:
    """Return the weeks of a span; None where it is shorter than a day, which says nothing of a week."""
    if span is None or span[1] - span[0] < _WEEK_MS / 7:
        return None
    return (span[1] - span[0]) / _WEEK_MS


def _way(result: GateResult) -> GateResult:
    return result if result in AUTOMATIC else GateResult.REVIEW


def _case(one: ReplayedCase) -> Json:
    return {
        "id": one.id,
        "case": one.external_id,
        "before": _way(one.before).value,
        "after": _way(one.after).value,
        "wrong": one.wrong,
        "task": one.task_id,
        "held": one.held,
    }
