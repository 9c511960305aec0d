"""Past cases as a scenario's model and sources would show them to the gate: other scores, data that is not trusted."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from forecasting.columns import Flags, Ints
from forecasting.whatif.calibration import PointState
from forecasting.whatif.likeness import Traits, lenders
from forecasting.whatif.replay import StoredCase
from graph.domain.gate.facts import RISK
from graph.domain.intake.quality import Quality
from graph.domain.planning.changes import DATASET_VERSION, Changes, TaintedSource
from graph.errors import InvalidInput
from graph.store.gate.gating import priority_of

FEWEST_SCORES = 100
"""Of so many, a share has a standard error of five points or less."""


@dataclass(frozen=True)
class SeenCases:
    """Cases as a scenario shows them; `known` marks those whose score is their own, `tainted` those not trusted."""

    cases: Sequence[StoredCase]
    known: Flags
    tainted: Flags


def seen_by(changes: Changes, stand: PointState, cases: Sequence[StoredCase]) -> SeenCases:
    """Return the cases under a scenario's model version and sources.

    Raises InvalidInput where a source is unknown, or a version scored too few of the stored cases.
    """
    known = np.array([case.risk is not None for case in cases], dtype=np.bool_)
    seen = list(cases)
    if changes.model is not None:
        scores = stand.scores.get(changes.model, {})
        ids = stand.frozen.cases.id
        known &= np.array([case in scores for case in ids], dtype=np.bool_)
        lent = _lenders(changes.model, cases, known)
        seen = [_scored(case, scores[ids[by]]) for case, by in zip(cases, lent.tolist(), strict=True)]
    tainted = np.zeros(len(cases), np.bool_)
    for source in changes.taint:
        tainted |= values_match(stand, "taint", source)
    seen = [replace(case, quality=Quality.TAINTED) if bad else case for case, bad in zip(seen, tainted, strict=True)]
    return SeenCases(seen, known, tainted)


def values_match(stand: PointState, where: str, wanted: TaintedSource) -> Flags:
    """Return which cases have a value; raises InvalidInput naming what there is where none has it."""
    if wanted.field == DATASET_VERSION:
        texts = list(stand.frozen.cases.dataset_name)
    else:
        values: list[Mapping[str, object]] = [json.loads(text) for text in stand.frozen.cases.values]
        texts = [str(one[wanted.field]) if wanted.field in one else "" for one in values]
    chosen = np.array([text == wanted.value for text in texts], dtype=np.bool_)
    if not chosen.any():
        known = sorted({text for text in texts if text})
        there = f"it has: {', '.join(known[:10])}" if known else "no case has such an input"
        raise InvalidInput(f"{where}: no past case has {wanted.field} {wanted.value!r}; {there}")
    return chosen


def _lenders(version: str, cases: Sequence[StoredCase], known: Flags) -> Ints:
    """Return the case whose score each one has: itself, or one like it where the version did not score it."""
    if known.sum() < FEWEST_SCORES:
        scored = sum(case.risk is not None for case in cases)
        raise InvalidInput(
            f"model: version {version} scored {int(known.sum())} of {scored} past cases, and {FEWEST_SCORES} are "
            "needed: let it score in shadow for longer, or choose another version"
        )
    risk = np.array([0.0 if case.risk is None else case.risk for case in cases])
    priority = np.array([priority_of(case.values) for case in cases], dtype=np.int64)
    traits = Traits(np.zeros_like(priority), priority, risk)
    alike = lenders(traits, known, traits)
    drawn = np.random.default_rng(0).integers(0, alike.shape[1], len(cases))
    return np.where(known, np.arange(len(cases)), alike[np.arange(len(cases)), drawn])


def _scored(case: StoredCase, risk: float) -> StoredCase:
    if case.risk is None:
        return case
    return replace(case, risk=risk, values={**case.values, RISK: risk})
