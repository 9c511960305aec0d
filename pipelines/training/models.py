"""Trains a pack's models on its history, measures them by rehearsal, and chooses the threshold that costs least."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from forecasting.artefact import save_model
from forecasting.backtest import Backtest, rehearse
from forecasting.calibration import probability
from forecasting.cases import CaseTable
from forecasting.columns import HOUR
from forecasting.errors import NoEvidence, NotEnoughLabels, OneClass
from forecasting.labels import Target
from forecasting.registration import ModelDescription, Naming, describe
from forecasting.risk import RiskModel, Training, second_opinion, train
from forecasting.thresholds import ChosenThreshold, MaturedCases, cheapest_threshold, realised
from graph.domain.gate.facts import RISK, risk_fact
from graph.domain.gate.policy import AUTOMATIC
from graph.domain.gate.safeguards import unusable_facts
from graph.domain.gate.table import CompiledPolicy
from graph.domain.intake.titles import HOURS_LEFT
from graph.domain.kernel.canonical import Scalar
from graph.domain.kernel.keys import DatasetKey
from graph.store.registry.models import OUTSIDE, TRAINER, FeatureSpec, ModelSpec
from ingestion.log.cases import cases_by_trace
from ingestion.log.columns import log_columns
from ingestion.log.costs import ErrorCosts
from ingestion.log.deadline import due_at
from ingestion.log.events import EventLog
from ingestion.log.leaks import refuse_leaks
from ingestion.pack.model import Pack
from pipelines.training.learning import TrainingSet, log_moment, training_set_of

RISK_THRESHOLD = "risk_threshold"
_NOTHING_PASSES = 0.0
"""No risk is below it."""
_NOBODY_PASSES = ChosenThreshold(_NOTHING_PASSES, 0.0, None, 0.0, 0.0)
"""Of a pack without a model; what it costs is not known."""
_HARMLESS = 0.0
"""The risk with which a case is judged when only the other rules of the policy count."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What training brought: records for the registry, and the threshold with what it would have meant so far.

    `usable` is False where the main model's probabilities were worse than the average: then nothing passes.
    `nothing_because` says why no model could be learned at all: then people decide every case.
    """

    specs: tuple[ModelSpec, ...]
    threshold: ChosenThreshold
    usable: bool = True
    nothing_because: str | None = None


@dataclass(frozen=True, slots=True)
class TrainingSource:
    """What may be learned from: a pack's log up to a moment, its decision table, and what its errors cost."""

    pack: Pack
    log: EventLog
    until: datetime
    policy: CompiledPolicy
    costs: ErrorCosts


@dataclass(frozen=True, slots=True)
class Fitted:
    """Models in the order of the pack's scores, what they were learned from, and the threshold that costs least."""

    training_set: TrainingSet
    training: Training
    models: tuple[RiskModel, ...]
    threshold: ChosenThreshold


def fit(source: TrainingSource, on_step: Callable[[str], None]) -> Fitted:
    """Train one model for each target of the pack and choose the threshold.

    Raises InvalidInput where there is too little to learn from, and for a feature that knows the future.
    """
    on_step("looking for features that know the future")
    refuse_leaks(source.pack, source.log, source.until)
    training_set = training_set_of(source.pack, log_columns(source.pack, source.log, source.until))
    training, cut = Training(training_set.recipe), log_moment(source.pack, source.until)
    models: list[RiskModel] = []
    for target in training_set.targets:
        if not target.first_only:
            on_step(f"{'holding against its labels' if target.column else 'training'}: {target.description}")
            models.append(_fitted(training_set.table, target, cut, training, as_second=bool(models)))
    matured = _matured_cases(models, training_set, source)
    # Probabilities that are worse than the average let nothing pass: every case goes to a person.
    threshold = cheapest_threshold(matured) if models[0].usable else realised(matured, _NOTHING_PASSES)
    return Fitted(training_set, training, tuple(models), threshold)


def _fitted(table: CaseTable, target: Target, cut: int, training: Training, *, as_second: bool) -> RiskModel:
    """Return the model of a target; a ready-made score without evidence may be a second opinion, and no more."""
    try:
        return train(table, target, cut, training)
    except (NoEvidence, OneClass):
        if not (target.column and as_second):
            raise
        return second_opinion(table, target, cut)


def _measured(table: CaseTable, model: RiskModel, training: Training) -> Backtest:
    """Rehearse a model; where too little was known so long before its cut, say so: its calibration still tells."""
    try:
        return rehearse(table, model, training)
    except (NoEvidence, NotEnoughLabels, OneClass) as refused:
        return Backtest(f"Not rehearsed: {refused}.", {})


def learn(source: TrainingSource, data_dir: Path, on_step: Callable[[str], None]) -> Learned:
    """Fit the models of a pack, save them and measure them by rehearsal; raises as `fit`.

    A history that tells too little, or of which everything ended alike, brings no model, and is no fault.
    """
    try:
        fitted = fit(source, on_step)
    except (NoEvidence, NotEnoughLabels, OneClass) as refused:
        return Learned((), _NOBODY_PASSES, usable=False, nothing_because=str(refused))
    training, threshold = fitted.training, fitted.threshold
    specs = []
    for position, model in enumerate(fitted.models):
        on_step(f"rehearsing: {model.target.description}")
        digest = save_model(model, data_dir)
        measured = _measured(fitted.training_set.table, model, training)
        naming = Naming(model.target.name, digest, training.seed)
        record = describe(model, measured, threshold if position == 0 else None, naming)
        specs.append(_spec(source.pack, record, primary=position == 0, outside=bool(model.target.column)))
    return Learned(tuple(specs), threshold, fitted.models[0].usable)


def _matured_cases(models: Sequence[RiskModel], training_set: TrainingSet, source: TrainingSource) -> MaturedCases:
    """Return the matured cases with scores that their own labels had no part in, priced by the pack."""
    model, costs = models[0], source.costs
    wrong = model.seen_answer
    missed = 1.0 - _prevented(training_set, model)
    return MaturedCases(
        chance=probability(model.seen_margin),
        wrong=wrong,
        error_cost=np.full(len(wrong), costs.wrong_proposal),
        reviewed_cost=costs.review + np.where(wrong, missed * costs.wrong_proposal, 0.0),
        eligible=np.array(_eligible(models, training_set, source)),
    )


def _prevented(training_set: TrainingSet, model: RiskModel) -> float:
    """Return the share of wrong proposals that people refused, of those that they decided; else what the pack says."""
    columns, pack = training_set.columns, training_set.pack
    acted = dict(zip(columns.case_id, zip(columns.decided_action, columns.by_person, strict=True), strict=True))
    wrong = [case for case, answer in zip(model.seen_case.tolist(), model.seen_answer, strict=True) if answer]
    people = [acted[case][0] for case in wrong if acted[case][1]]
    if not people or pack.money.prevented is not None:
        return 1.0 if pack.money.prevented is None else pack.money.prevented
    return sum(action == pack.alternative for action in people) / len(people)


def _eligible(models: Sequence[RiskModel], training_set: TrainingSet, source: TrainingSource) -> list[bool]:
    """Return which matured cases the table would let pass if their risk were nothing."""
    place = {case: row for row, case in enumerate(models[0].past.case_id.tolist())}
    own = {case: row for row, case in enumerate(training_set.columns.case_id)}
    attributes = training_set.columns.attributes
    risks = {other.target.name: _risks(other) for other in models[1:]}
    left = next((_hours_left(other) for other in models if other.deadlines is not None), None)
    due = _hours_until_due(source)
    answers = []
    for case in models[0].seen_case.tolist():
        row = place[case]
        values: dict[str, Scalar] = {name: column[own[case]] for name, column in attributes.items()}
        values |= {risk_fact(name): scores.get(case) for name, scores in risks.items()}
        if left is not None:
            values[HOURS_LEFT] = left[row]
        elif case in due:
            values[HOURS_LEFT] = due[case]
        answers.append(_passes(source.policy, {**values, RISK: _HARMLESS}))
    return answers


def _hours_until_due(source: TrainingSource) -> Mapping[str, float]:
    """Return the hours between each case's start and the moment by which the pack says that it is due."""
    pack, log, hours = source.pack, source.log, dict[str, float]()
    for _, cases in cases_by_trace(pack, log, source.until) if pack.due is not None else ():
        for case in cases:
            if (due := due_at(pack, log, case.start, {})) is not None:
                hours[case.case_id] = (due - case.start.at) / timedelta(hours=1)
    return hours


def _passes(policy: CompiledPolicy, values: Mapping[str, Scalar]) -> bool:
    if any(unusable_facts(policy.policy, values)):
        return False
    row = policy.own_row(values)
    return row is not None and policy.policy.rows[row].result in AUTOMATIC


def _risks(model: RiskModel) -> dict[str, float]:
    return dict(zip(model.seen_case.tolist(), probability(model.seen_margin).tolist(), strict=True))


def _hours_left(model: RiskModel) -> list[float]:
    """Return the hours between each case's start and its fitted deadline."""
    if model.deadlines is None:
        return []
    left: list[float] = ((model.deadlines.of(model.past) - model.past.started_at) / HOUR).tolist()
    return left


def _spec(pack: Pack, record: ModelDescription, *, primary: bool, outside: bool) -> ModelSpec:
    return ModelSpec(
        point=pack.decision_point.id,
        target=record.model,
        primary=primary,
        author=OUTSIDE if outside else TRAINER,
        version=record.version,
        artefact_sha256=record.artefact_sha256,
        metrics=record.metrics,
        calibration=record.calibration,
        protocol=record.protocol,
        seed=record.seed,
        rows=record.rows,
        dataset=DatasetKey(pack.source.namespace, pack.source.dataset).text,
        features=[
            FeatureSpec(feature.name, feature.value_type, feature.availability, feature.label)
            for feature in record.features
        ],
    )
