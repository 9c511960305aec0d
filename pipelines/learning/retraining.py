"""Trains challengers: a version of each model whose record says that it is time, measured beside the one in use."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from forecasting.artefact import load_model, save_model
from forecasting.challenge import SideBySide, compare, measured_alone, measured_live
from forecasting.registration import calibration_facts, libraries
from forecasting.risk import RiskModel, Training, train
from graph.domain.kernel.moments import milliseconds
from graph.domain.registry.retraining import LearningFacts, training_reason
from graph.errors import InvalidInput
from graph.store.kernel.masks import Masks
from graph.store.kernel.store import Store
from graph.store.planning.snapshots import read_history
from graph.store.registry.challengers import (
    ChallengerSpec,
    ModelInUse,
    models_in_use,
    register_challenger,
    set_live_figures,
    set_shadow_figures,
)
from pipelines.learning.record import LearningRecord, record_of

_BY_REQUEST = "a person started it"


@dataclass(frozen=True, slots=True)
class Trained:
    """What became of one model: the id of its new challenger, or why there is none."""

    model: str
    challenger_id: str | None
    because: str


async def train_challengers(store: Store, point: str, data_dir: Path, *, at_once: bool = False) -> list[Trained]:
    """Train a challenger for each model of a point that it is time for, or for all where somebody asked.

    The versions in use stay in use. How challengers did on live cases until now is stored with them.
    """
    models = await models_in_use(store, point)
    if not models:
        return []
    now = store.clock.now()
    history = (await read_history(store, point, now)).history
    results = []
    for model in models:
        try:
            learned = load_model(data_dir, model.active.artefact_sha256)
        except InvalidInput as error:
            results.append(Trained(model.model, None, str(error)))
            continue
        if reason := made_elsewhere(learned):
            results.append(Trained(model.model, None, reason))
            continue
        record = await asyncio.to_thread(record_of, history, milliseconds(now), model, learned)
        await _measure_live(store, model, record)
        facts = LearningFacts(
            model.trained_at, model.rows, record.new_labels(model), record.live_error(model.active.id)
        )
        reason = _BY_REQUEST if at_once else training_reason(facts, now)
        if reason is None:
            results.append(Trained(model.model, None, f"not due: {facts.new_labels:,} new labels"))
        else:
            results.append(await _challenge(store, (model, learned, record), reason, data_dir, now))
    return results


def made_elsewhere(model: RiskModel) -> str | None:
    """Say why a model is not trained here: its scores stand ready-made in a column. None for one that was."""
    column = model.target.column
    return None if not column else f"its scores stand ready-made in the column {column}: there is nothing to train here"


async def _challenge(
    store: Store,
    prepared: tuple[ModelInUse, RiskModel, LearningRecord],
    reason: str,
    data_dir: Path,
    now: datetime,
) -> Trained:
    model, _, record = prepared
    try:
        challenger, comparison = await asyncio.to_thread(_trained, prepared, store.masks)
    except InvalidInput as error:
        return Trained(model.model, None, str(error))
    digest = await asyncio.to_thread(save_model, challenger, data_dir)
    spec = ChallengerSpec(
        beside=model,
        version=digest[:12],
        artefact_sha256=digest,
        metrics=_json({"protocol": comparison.protocol, "targets": {model.target: asdict(comparison.challenger)}}),
        calibration=_json(calibration_facts(challenger)),
        comparison=_json({"beside": model.active.key, **comparison.facts()}),
        protocol=f"{comparison.protocol} Libraries: {libraries()}.",
        reason=reason,
        seed=Training(challenger.recipe).seed,
        rows=len(challenger.seen_case),
        datasets=sorted(record.datasets(challenger)),
        cut=now,
    )
    registered = await register_challenger(store, spec)
    return Trained(model.model, registered, reason if registered else "the version in use changed meanwhile")


def _trained(prepared: tuple[ModelInUse, RiskModel, LearningRecord], masks: Masks) -> tuple[RiskModel, SideBySide]:
    _, learned, record = prepared
    table, cut = record.table(learned, masks)
    training = Training(learned.recipe)
    comparison = compare(table, learned, cut, training)
    return train(table, learned.target, cut, training), comparison


async def _measure_live(store: Store, model: ModelInUse, record: LearningRecord) -> None:
    """Store how right the version in use was on live cases, and its challenger beside it."""
    risk, came = record.scores_and_answers(model.active.id)
    own = {"scored": record.scored_by(model.active.id), "known": len(came), "own": measured_alone(risk, came)}
    await set_live_figures(store, model.active, own)
    challenger = model.challenger
    if challenger is None:
        return
    champion, other, answer = record.side_by_side(model.active.id, challenger.id)
    figures = {
        "beside": model.active.key,
        "scored": record.scored_by(challenger.id),
        "known": len(answer),
        **(measured_live(champion, other, answer) or {}),
    }
    await set_shadow_figures(store, challenger, figures)


def sentences(results: Sequence[Trained]) -> list[str]:
    """Return what became of each model, in sentences."""
    return [
        f"{one.model}: {'no challenger, for ' if one.challenger_id is None else 'a challenger was trained, for '}"
        f"{one.because}"
        for one in results
    ]


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)
