"""F8: a what-if's missed review deadlines against those of worlds whose truth its author has not seen."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

import numpy as np

from bench.hidden_interface import Truth, WhatIfQuestion, World
from bench.hidden_worlds import WORLDS, world
from bench.whatif_record import due_of, scenario_of, whatif_input_of
from forecasting.columns import DAY
from pipelines.whatif.replays import Watched
from pipelines.whatif.running import computed

GOAL = 0.03
"""Mean error of the share of late reviews: three points."""
_REPLICATIONS = 500
"""More take longer and hardly narrow the intervals."""
# The median of the absolute value of a standard normal.
_MEDIAN_OF_NORMAL = 0.6745
PROTOCOL = (
    "Each world is a firm with a true process of its own (bench/hidden_worlds, written without sight of the "
    "forecaster, and the other way round), made from the seed. Its history before `now` is put down as a frozen "
    "snapshot, and the shipped what-if (pipelines.whatif.running.computed) answers each scenario from that alone, as "
    "it does for a planner, with the assumptions that the product makes unasked; where it refuses a single figure, the "
    "middle of its band counts. "
    "Error: |its mean share of missed review deadlines - the world's own mean over its replications|, of cases that "
    "arrive within the horizon and go to people. `no change`: the same error of answering every scenario by the share "
    "that was missed in the last four weeks. Coverage: share of the world's replications inside the 90 % band. Sign: "
    "share of scenarios whose direction against the first is right, of those whose true change exceeds the sd of a "
    "replication. `past_alone`: the median error of somebody who had watched the changed firm itself for as long as "
    "the history is, and took the mean (0.6745 sd of a replication * sqrt(horizon / history)): how near a history of "
    "this length can bring anybody who assumes nothing."
)


@dataclass(frozen=True, slots=True)
class ScenarioAnswer:
    """One scenario of one world: the truth, our answer with its band, and the answer of `no change`."""

    world: str
    scenario: str
    truth: float
    truth_sd: float
    answer: float
    low: float
    high: float
    no_change: float
    inside: float
    volume_ratio: float
    past_alone: float

    @property
    def error(self) -> float:
        """Return how far off the answer is."""
        return abs(self.answer - self.truth)


@dataclass(frozen=True, slots=True)
class Examined:
    """All scenarios of all worlds."""

    seed: int
    answers: tuple[ScenarioAnswer, ...]

    def figures(self) -> dict[str, float]:
        """Return the errors in figures."""
        errors = np.array([one.error for one in self.answers])
        plain = np.array([abs(one.no_change - one.truth) for one in self.answers])
        return {
            "median_error": float(np.median(errors)),
            "p90_error": float(np.quantile(errors, 0.9)),
            "worst_error": float(errors.max()),
            "no_change_median": float(np.median(plain)),
            "past_alone_median": float(np.median([one.past_alone for one in self.answers])),
            "coverage_90": float(np.mean([one.inside for one in self.answers])),
            "sign_right": _sign(self.answers),
            "within_goal": float(np.mean(errors <= GOAL)),
        }


def f8(seed: int) -> Examined:
    """Examine the forecaster on every hidden world."""
    answers: list[ScenarioAnswer] = []
    for name in WORLDS:
        answers += examine(name, world(name, seed))
    return Examined(seed, tuple(answers))


def examine(name: str, hidden: World, replications: int = _REPLICATIONS) -> list[ScenarioAnswer]:
    """Answer a world's questions by the shipped what-if on its record; the truth is computed afterwards."""
    history, questions = hidden.history, hidden.questions()
    record = whatif_input_of(history)
    recent, seen_days = _recent(hidden), (history.now - history.arrived_at[0]) / DAY
    results = []
    for question in questions:
        result = computed(scenario_of(question, replications), record.state, record.rule, Watched())
        kpis = {kpi["name"]: kpi for kpi in cast("list[dict[str, Any]]", result["kpis"])}
        results.append((question, kpis))
    return [
        _scenario_answer(name, question, kpis, (recent, seen_days), hidden.truth(question))
        for question, kpis in results
    ]


def _scenario_answer(
    name: str, question: WhatIfQuestion, kpis: Mapping[str, Mapping[str, Any]], known: tuple[float, float], truth: Truth
) -> ScenarioAnswer:
    missed, volume = kpis["missedSlaShare"], float(kpis["volumeToPeople"]["candidate"])
    recent, seen_days = known
    low, high = float(missed["candidateLow"]), float(missed["candidateHigh"])
    # Of a queue without a steady state the product gives a band alone.
    answer = (low + high) / 2 if missed["candidate"] is None else float(missed["candidate"])
    inside = float(np.mean((truth.replicates >= low) & (truth.replicates <= high)))
    return ScenarioAnswer(
        world=name,
        scenario=question.name,
        truth=truth.breach_share,
        truth_sd=truth.breach_sd,
        answer=answer,
        low=low,
        high=high,
        no_change=recent,
        inside=inside,
        volume_ratio=volume / truth.to_people,
        past_alone=_MEDIAN_OF_NORMAL * truth.breach_sd * float(np.sqrt(question.horizon_days / seen_days)),
    )


def _recent(hidden: World) -> float:
    """Return the share of the last four weeks' reviews that were late."""
    history = hidden.history
    done = history.to_person & (history.decided_at < history.now) & (history.arrived_at > history.now - 28 * DAY)
    due = due_of(history, np.flatnonzero(done))
    return float((history.decided_at[done] > due).mean()) if done.any() else 0.0


def _sign(answers: Sequence[ScenarioAnswer]) -> float:
    first: dict[str, ScenarioAnswer] = {}
    right = []
    for one in answers:
        base = first.setdefault(one.world, one)
        change = one.truth - base.truth
        if abs(change) > max(one.truth_sd, base.truth_sd):
            right.append((one.answer - base.answer) * change > 0)
    return float(np.mean(right)) if right else float("nan")


def shown(examined: Examined, *, as_json: bool) -> str:
    """Return the examination as JSON or as text."""
    figures = examined.figures()
    if as_json:
        rows = [{**asdict(one), "error": one.error} for one in examined.answers]
        return json.dumps({"id": "F8", "seed": examined.seed, "protocol": PROTOCOL, **figures, "scenarios": rows})
    lines = [
        f"{one.world:18}{one.scenario:28}{one.truth:8.3f}{one.answer:8.3f}{one.error:8.3f}" for one in examined.answers
    ]
    head = f"{'world':18}{'scenario':28}{'truth':>8}{'answer':>8}{'error':>8}"
    summary = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
    return "\n".join([PROTOCOL, f"seed {examined.seed}", "", head, *lines, "", f"F8: {summary}"])


QUALITY: Mapping[str, Callable[[int], Examined]] = {"F8": f8}
