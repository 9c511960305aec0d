"""What the registries record of a trained model: who it is, what it is based on, how good it was, by which protocol."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

from forecasting.backtest import Backtest
from forecasting.cases import Kind
from forecasting.explain import LEVEL_ROWS
from forecasting.features import AGE, LEVEL, SEQUENCE, TIME
from forecasting.risk import RiskModel
from forecasting.terms import all_features
from forecasting.thresholds import ChosenThreshold

_FEATURE_VERSION = "1"
_DERIVED = {
    TIME: "when the case began: hour and weekday",
    AGE: "hours since the record was opened",
    SEQUENCE: "earlier cases of the same record",
    LEVEL: "overall rate of the last two weeks",
}
_DERIVED_OF_ROWS = {SEQUENCE: _DERIVED[SEQUENCE], LEVEL: f"overall rate of the last {LEVEL_ROWS} rows"}
"""Of a log without a clock, which has no hour and no age."""


@dataclass(frozen=True, slots=True)
class FeatureRecord:
    """One feature version: key, kind, when it is available, and its name for people."""

    name: str
    version: str
    value_type: str
    availability: str
    label: str


@dataclass(frozen=True, slots=True)
class ModelDescription:
    """Everything a registry needs for Model, ModelVersion, FeatureVersions and TrainingRun."""

    model: str
    version: str
    artefact_sha256: str
    metrics: str
    calibration: str
    protocol: str
    seed: int
    rows: int
    features: tuple[FeatureRecord, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """How the model is called: the registry's name of it, the artefact's hash, and the seed it was trained with."""

    model: str
    artefact_sha256: str
    seed: int


def describe(model: RiskModel, tested: Backtest, threshold: ChosenThreshold | None, naming: Naming) -> ModelDescription:
    """Return the record of a model; metrics and calibration are canonical JSON texts."""
    measured = {name: asdict(result.metrics) for name, result in tested.results.items()}
    metrics = {
        "protocol": tested.protocol,
        "targets": measured,
        "threshold": asdict(threshold) if threshold else None,
    }
    return ModelDescription(
        model=naming.model,
        version=naming.artefact_sha256[:12],
        artefact_sha256=naming.artefact_sha256,
        metrics=_json(metrics),
        calibration=_json(calibration_facts(model)),
        protocol=f"{tested.protocol} Libraries: {libraries()}.",
        seed=naming.seed,
        rows=len(model.seen_case),
        features=feature_records(model),
    )


def feature_records(model: RiskModel) -> tuple[FeatureRecord, ...]:
    """Return one record per feature that an explanation may name, and one for each column of text."""
    attributes = {attribute.name: attribute for attribute in model.past.attributes}
    if model.target.column:
        one = attributes[model.target.column]
        return (FeatureRecord(one.name, _FEATURE_VERSION, "NUMBER", str(one.available), one.label),)
    attributes = {name: one for name, one in attributes.items() if one.kind is not Kind.SCORE}
    own = [FeatureRecord(a.name, _FEATURE_VERSION, str(a.kind), str(a.available), a.label) for a in attributes.values()]
    known = _DERIVED if model.recipe.timed else _DERIVED_OF_ROWS
    derived = [FeatureRecord(name, _FEATURE_VERSION, "NUMBER", "EVENT", label) for name, label in known.items()]
    return (*own, *derived, *_terms(model))


def _terms(model: RiskModel) -> Iterator[FeatureRecord]:
    columns = {attribute.name: attribute for attribute in model.past.attributes}
    for name, term in all_features(model.blend.texts).items():
        column, kind = columns[term.column], "NUMBER" if term.term is None else "FLAG"
        yield FeatureRecord(name, _FEATURE_VERSION, kind, str(column.available), term.label(column.label))


def calibration_facts(model: RiskModel) -> dict[str, Any]:
    """Return how a model's probabilities were calibrated, as a JSON object."""
    window = model.window
    fitted_on = "the newest matured cases, scored by what was learned before them"
    if model.target.column:
        fitted_on = "matured cases that the score was not trained on" if len(model.seen_case) else "nothing"
    return {
        "kind": "affine",
        **asdict(model.affine),
        "fitted_on": fitted_on,
        "usable": model.usable,
        **({} if window is None else asdict(window)),
    }


def libraries() -> str:
    """Return the versions of the libraries that a training depends on."""
    return ", ".join(f"{name} {version(name)}" for name in ("scikit-learn", "shap", "numpy"))


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)
