"""F14: the shipped nowcast of the newest cases, beside what is known of them so far, against what became of them."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bench.risk import PACKS, SUPPORT, shipped_file
from forecasting.active_span import active_until
from forecasting.columns import DAY, NEVER
from forecasting.labels import Answer, Target, final_labels, fit_deadlines, training_labels
from forecasting.nowcast import FollowedCases, nowcasts
from graph.errors import InvalidInput
from ingestion.pack.load import load_pack
from pipelines.training.learning import TrainingSet, read_training_set

GOAL = 0.05
"""Mean error of a cohort's share: five points."""
_CUTS = 12
"""Moments between a third of the log and its end."""
_FIRST_CUT, _LAST_CUT = 0.35, 0.9
_COHORT, _SHORTEST = 0.1, 7 * DAY
"""The newest part of the time before a moment, and at least a week: the period that key figures are shown by."""
_FEWEST = 30
"""Cases of a cohort: of fewer, what became of them is chance by more than the goal."""
_FINAL = 0.95
"""Share of a cohort whose final answer the log knows."""
PROTOCOL = (
    f"At {_CUTS} moments of each log, evenly spaced, the newest tenth of the time before, at least a week, is the "
    f"cohort (of at least {_FEWEST} cases, {_FINAL:.0%} of which have a final answer in the log). What was known "
    "strictly before the moment is all that the shipped nowcast reads; the truth is the share of final answers. So "
    "far: the share among the answers of the cohort that were known by the moment. Closed so far: the same by the "
    "source's own verdict alone. Covered: the truth lies in the 90 % band."
)


@dataclass(frozen=True, slots=True)
class Cohort:
    """One cohort: how many answers were known, the nowcast with its band, the two plain shares, and the truth."""

    pack: str
    target: str
    moment: int
    cases: int
    known: int
    truth: float
    value: float
    low: float
    high: float
    so_far: float | None
    closed: float | None

    @property
    def error(self) -> float:
        """How far off the nowcast was."""
        return abs(self.value - self.truth)


def examine_cohorts(file: Path | None) -> list[Cohort]:
    """Examine every shipped log that has times, or one file of the support pack's shape."""
    folders = [PACKS / SUPPORT] if file else sorted(one.parent for one in PACKS.glob("*/pack.yaml"))
    cohorts: list[Cohort] = []
    for folder in folders:
        if not load_pack(folder).clock.has_times:
            continue
        training_set = read_training_set(folder, [file or shipped_file(folder.name)], _step)
        for target in training_set.targets:
            if not target.column and (target.first_only or target.answer is not Answer.DEADLINE):
                cohorts += _of_target(training_set, target)
    return cohorts


def _of_target(training_set: TrainingSet, target: Target) -> Iterator[Cohort]:
    table = training_set.table
    first = max(int(table.opened_at.min()), target.since)
    last = active_until(table.opened_at[table.opened_at < NEVER])
    final = final_labels(table, target)
    for share in np.linspace(_FIRST_CUT, _LAST_CUT, _CUTS):
        moment = first + int(share * (last - first))
        known = table.as_of(moment)
        try:
            deadlines = fit_deadlines(known, target) if target.answer is Answer.DEADLINE else None
        except InvalidInput:
            continue
        labels = training_labels(known, target, deadlines, moment)
        counted = (known.opened_at >= first) & ((known.sequence == 0) | (not target.first_only))
        stratum = known.stratum if deadlines else np.full(len(known), "", dtype=object)
        followed = FollowedCases(known.started_at, labels.known_at, labels.value, stratum).select(counted)
        since = moment - max(_SHORTEST, int(_COHORT * (moment - first)))
        young = followed.started >= since
        begun = table.started_at < moment
        truth, is_final = final.value[begun][counted][young], final.known_at[begun][counted][young] < NEVER
        if young.sum() < _FEWEST or is_final.mean() < _FINAL:
            continue
        one = nowcasts(followed, moment).of(np.flatnonzero(young))
        if one is None:
            continue
        plain = final_labels(known, target)
        closed = plain.value[counted][young][plain.known_at[counted][young] < NEVER]
        yield Cohort(
            training_set.pack.pack,
            target.name,
            moment,
            one.cases,
            one.known,
            float(truth[is_final].mean()),
            one.value,
            one.low,
            one.high,
            one.so_far,
            float(closed.mean()) if len(closed) else None,
        )


def figures(cohorts: Sequence[Cohort]) -> dict[str, float]:
    """Return mean errors, the share of bands that hold the truth, and how wide they are."""
    return {
        "cohorts": float(len(cohorts)),
        "error": _mean([one.error for one in cohorts]),
        "worst": max((one.error for one in cohorts), default=float("nan")),
        "so_far_error": _mean([abs(one.so_far - one.truth) for one in cohorts if one.so_far is not None]),
        "closed_so_far_error": _mean([abs(one.closed - one.truth) for one in cohorts if one.closed is not None]),
        "within_goal": _mean([one.error <= GOAL for one in cohorts]),
        "covered": _mean([one.low <= one.truth <= one.high for one in cohorts]),
        "half_width": _mean([(one.high - one.low) / 2.0 for one in cohorts]),
    }


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")


def on_young(file: Path | None, *, as_json: bool) -> str:
    """Return F14 as JSON or as text."""
    return shown(examine_cohorts(file), as_json=as_json)


def shown(cohorts: Sequence[Cohort], *, as_json: bool) -> str:
    """Return the examination as JSON or as text, by pack and question and over all."""
    by: dict[str, list[Cohort]] = {}
    for one in cohorts:
        by.setdefault(f"{one.pack}: {one.target}", []).append(one)
    parts = {name: figures(of) for name, of in by.items()}
    if as_json:
        rows = [asdict(one) for one in cohorts]
        return json.dumps({"id": "F14", "protocol": PROTOCOL, **figures(cohorts), "by_target": parts, "each": rows})
    lines = [PROTOCOL, ""]
    for name, of in by.items():
        lines.append(name)
        lines += [
            f"  day {one.moment // DAY}  {one.known:5} of {one.cases:5} known  truth {one.truth:.3f}  nowcast "
            f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})  so far {_text(one.so_far)}  closed {_text(one.closed)}"
            for one in of
        ]
        lines.append("  " + "  ".join(f"{key} {value:.3f}" for key, value in parts[name].items()))
    lines += ["", "F14: " + "  ".join(f"{key} {value:.3f}" for key, value in figures(cohorts).items())]
    return "\n".join(lines)


def _text(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _step(text: str) -> None:
    sys.stderr.write(f"{text}\n")
