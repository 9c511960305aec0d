"""F4: features stay byte-identical when the future changes; planted leaks and post-hoc columns are refused."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from bench.risk import PACKS, SUPPORT, shipped_file
from forecasting.cases import CaseTable
from forecasting.columns import DAY, NEVER, Floats
from forecasting.errors import LeakedAttribute
from forecasting.features import FeatureHistory, Features, Recipe, snapshot
from forecasting.history import HistoryLookup, NodeEvents, count_before
from forecasting.labels import Answer, Target, fit_deadlines
from forecasting.leakage import leaking, require_causal
from ingestion.log.leaks import find_leaks
from ingestion.log.read import read_log
from ingestion.pack.columns import Availability
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from pipelines.training.learning import read_training_set

_MOMENTS = 15
"""For each question: thirty perturbations in all, as many as an examination from outside took."""
_GROUP = "assignment_group"
_POST_HOC = ("closed_code", "resolved_by")
"""They hold the final value on every row, and are declared to be known at creation."""
PROTOCOL = (
    f"Support pack: for each question and {_MOMENTS} moments drawn from the log, everything known at or after the "
    "moment is replaced, and the features of cases begun by then are compared byte by byte. Three leaks are planted "
    "among them: a label used before it was known, a rate over the whole file, an attribute of the record's last row. "
    f"{' and '.join(_POST_HOC)} are declared known at creation."
)


@dataclass(frozen=True, slots=True)
class LeakFigures:
    """How many perturbations there were and which features moved, which planted leaks were caught, what was refused."""

    perturbations: int
    violations: int
    planted: int
    caught: int
    post_hoc: int
    refused: int


def examine_leaks(file: Path | None, seed: int = 1) -> LeakFigures:
    """Examine the features of the support pack."""
    path = file or shipped_file(SUPPORT)
    training_set = read_training_set(PACKS / SUPPORT, [path], _step)
    table, random = training_set.table, np.random.default_rng(seed)
    violations, perturbations = 0, 0
    for target in training_set.targets:
        if target.first_only:
            continue
        _step(f"changing the future of {target.name}")
        compute = _features(table, target, training_set.recipe)
        for moment in random.choice(table.started_at, _MOMENTS).tolist():
            violations += len(leaking(compute, table, int(moment), random))
            perturbations += 1
    moment = int(np.quantile(table.started_at, 0.6))
    caught = sum(_is_caught(planted, table, moment, random) for planted in (_early, _undated, _overwritten))
    pack = load_pack(PACKS / SUPPORT)
    refused = {leak.column for leak in find_leaks(_declared(pack), read_log(pack, path))}
    return LeakFigures(perturbations, violations, 3, caught, len(_POST_HOC), len(refused & set(_POST_HOC)))


def _features(table: CaseTable, target: Target, recipe: Recipe) -> Callable[[CaseTable], Features]:
    known = table.as_of(int(np.quantile(table.started_at, 0.5)))
    deadlines = fit_deadlines(known, target) if target.answer is Answer.DEADLINE else None
    return lambda cases: snapshot(cases, FeatureHistory(cases, target, deadlines), recipe)


def _is_caught(
    planted: Callable[[CaseTable], Features], table: CaseTable, moment: int, random: np.random.Generator
) -> bool:
    try:
        require_causal(planted, table, moment, random)
    except LeakedAttribute:
        return True
    return False


def _alone(table: CaseTable, name: str, values: Floats) -> Features:
    return Features((name,), (name,), values.reshape(-1, 1), {}, {}, np.zeros(len(table)))


def _early(cases: CaseTable) -> Features:
    """Use each verdict from the resolution on, days before it was written down."""
    groups = cases.categories[_GROUP]
    seen = NodeEvents(groups, np.minimum(cases.resolved_at, NEVER - DAY), cases.missed.astype(np.float64))
    return _alone(cases, "misses", count_before(HistoryLookup(groups, cases.started_at), seen)[1])


def _undated(cases: CaseTable) -> Features:
    """Take the rate of a group over the whole file."""
    groups, places = np.unique(cases.categories[_GROUP].astype(str), return_inverse=True)
    missed = np.bincount(places, cases.missed.astype(np.float64), len(groups))
    return _alone(cases, "rate", (missed / np.bincount(places, minlength=len(groups)))[places])


def _overwritten(cases: CaseTable) -> Features:
    """Show of each case the group that its record ended up with."""
    last = dict(zip(cases.group_id.tolist(), cases.categories[_GROUP].tolist(), strict=True))
    final = np.empty(len(cases), dtype=object)
    final[:] = [last[record] for record in cases.group_id.tolist()]
    return replace(_alone(cases, "nothing", np.zeros(len(cases))), categories={_GROUP: final})


def _declared(pack: Pack) -> Pack:
    columns = [
        one.model_copy(update={"available": Availability.CREATION}) if one.id in _POST_HOC else one
        for one in pack.columns
    ]
    return pack.model_copy(update={"columns": columns, "features": [*pack.features, *_POST_HOC]})


def on_leaks(file: Path | None, *, as_json: bool) -> str:
    """Return F4 as JSON or as text."""
    figures = asdict(examine_leaks(file))
    if as_json:
        return json.dumps({"id": "F4", "protocol": PROTOCOL, **figures})
    return "\n".join([PROTOCOL, "", "F4: " + "  ".join(f"{name} {value}" for name, value in figures.items())])


def _step(text: str) -> None:
    sys.stderr.write(f"{text}\n")
