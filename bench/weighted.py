"""F10: the weighted impact of features, from stored explanations, against decisions that turn in a replay."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from bench.risk import CUT_A, PACKS, SUPPORT, UNTIL_A, shipped_file
from forecasting.backtest import EvaluationWindow, measured_cases
from forecasting.cases import CaseTable
from forecasting.columns import Floats
from forecasting.labels import final_labels
from forecasting.risk import RiskModel, Training, train
from forecasting.weighted_impact import weighted_impact
from pipelines.training.learning import log_moment, read_training_set

_BOUNDS = (0.3, 0.5, 0.7)
"""Shares of cases below the bound of the gate: a loose, a middle and a strict one."""
_REPLAYS = 20
"""Each gives every case another case's value: means over so many hardly move."""
PROTOCOL = (
    "Support pack, models learned before cut A, cases of the two weeks after it. Weighted impact of an attribute: from "
    "margins and signed contributions alone, as they are stored. Replay: the attribute's values are dealt anew among "
    f"the cases, everything is scored again by the model itself, and decisions that turn are counted, over {_REPLAYS} "
    f"deals. Bounds of the gate below which {', '.join(f'{share:.0%}' for share in _BOUNDS)} of the cases lie. "
    "Spearman's rank correlation over attributes. Reach: how many decisions rest on the attribute, which is all."
)


@dataclass(frozen=True)
class WeightedResult:
    """One model and bound: by attribute the weighted impact and the flips, and their rank correlation."""

    target: str
    below: float
    weighted: Mapping[str, float]
    flips: Mapping[str, float]
    correlation: float


def examine_weights(file: Path | None, seed: int = 1) -> list[WeightedResult]:
    """Compare weighted impact with flips for each model of the support pack."""
    training_set = read_training_set(PACKS / SUPPORT, [file or shipped_file(SUPPORT)], _step)
    window = EvaluationWindow(*(log_moment(training_set.pack, at) for at in (CUT_A, UNTIL_A)))
    results = []
    for target in training_set.targets:
        if target.first_only:
            continue
        _step(f"training and replaying {target.name}")
        model = train(training_set.table, target, window.cut, Training(training_set.recipe))
        table = training_set.table
        cases = table.select(measured_cases(table, target, window, final_labels(table, target)))
        results += _of_model(model, cases, np.random.default_rng(seed))
    return results


def _of_model(model: RiskModel, cases: CaseTable, random: np.random.Generator) -> list[WeightedResult]:
    features = model.features(cases)
    margin, (_, parts) = model.margin(features), model.contributions(features)
    names = [*cases.categories, *cases.numbers]
    replayed = {name: [_replayed(model, cases, name, random) for _ in range(_REPLAYS)] for name in names}
    results = []
    for share in _BOUNDS:
        bound = float(np.quantile(margin, share))
        weighted = weighted_impact(margin, {name: parts[name] for name in names}, bound)
        flips = {
            name: float(np.mean([((new < bound) != (margin < bound)).sum() for new in replayed[name]]))
            for name in names
        }
        results.append(WeightedResult(model.target.name, share, weighted, flips, _spearman(weighted, flips)))
    return results


def _replayed(model: RiskModel, cases: CaseTable, name: str, random: np.random.Generator) -> Floats:
    order = random.permutation(len(cases))
    if name in cases.categories:
        dealt = replace(cases, categories={**cases.categories, name: cases.categories[name][order]})
    else:
        dealt = replace(cases, numbers={**cases.numbers, name: cases.numbers[name][order]})
    return model.margin(model.features(dealt))


def _spearman(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    from scipy.stats import spearmanr  # noqa: PLC0415  # slow to load

    names = sorted(first)
    return float(spearmanr([first[name] for name in names], [second[name] for name in names]).statistic)


def on_weights(file: Path | None, *, as_json: bool) -> str:
    """Return F10 as JSON or as text."""
    results = examine_weights(file)
    worst = min(one.correlation for one in results)
    mean = float(np.mean([one.correlation for one in results]))
    if as_json:
        figures = {"rank_correlation": mean, "worst": worst}
        return json.dumps({"id": "F10", "protocol": PROTOCOL, **figures, "each": [asdict(one) for one in results]})
    lines = [PROTOCOL]
    for one in results:
        lines.append(
            f"\n{one.target}, bound above {one.below:.0%} of the cases: rank correlation {one.correlation:.3f}"
        )
        order = sorted(one.flips, key=lambda name: -one.flips[name])
        lines += [f"  {name:24} weighted {one.weighted[name]:7.1f}  flips {one.flips[name]:7.1f}" for name in order]
    return "\n".join([*lines, "", f"F10: mean rank correlation {mean:.3f}, worst {worst:.3f}"])


def _step(text: str) -> None:
    sys.stderr.write(f"{text}\n")
