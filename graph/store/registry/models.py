"""Trained models in the registry: what each learned from, how good it was, and which speak at a point."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.kernel.keys import VersionKey, feature_key
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, invalid
from graph.queries.registry.versions import (
    ACTIVE_MODELS,
    REGISTER_MODEL,
    ActiveModelsParams,
    ModelFeatureRow,
    RegisterModelParams,
)
from graph.records.registry import FeatureVersionRecord, ModelRecord, ModelVersionRecord, TrainingRunRecord
from graph.store.kernel.store import Store

TRAINER = "signoff-trainer"
"""Author of the models that Signoff trains itself; a person approves them."""
OUTSIDE = "outside"
"""Author of the models that were trained elsewhere, whose scores stand in a column; a person approves them too."""


@dataclass(frozen=True, slots=True)
class FeatureSpec:
    """A feature that explanations name: its type, when it is known, and its label."""

    name: str
    value_type: str
    availability: str
    label: str


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A trained model version: whose target it forecasts, its file, and its figures as JSON texts."""

    point: str
    target: str
    primary: bool
    version: str
    artefact_sha256: str
    metrics: str
    calibration: str
    protocol: str
    seed: int
    rows: int
    dataset: str
    features: Sequence[FeatureSpec]
    author: str = TRAINER

    @property
    def name(self) -> str:
        """Return the model's name: point and target."""
        return f"{self.point}.{self.target}"


@dataclass(frozen=True, slots=True)
class ActiveModel:
    """A model version that speaks at a point."""

    name: str
    target: str
    primary: bool
    version: str
    artefact_sha256: str

    @property
    def key(self) -> str:
        """Return the natural key of the version."""
        return VersionKey(self.name, self.version).text


async def register_model(store: Store, spec: ModelSpec, approver_id: str) -> str | Problem:
    """Register a version and activate it by a person's approval; the same artefact again changes nothing but that."""
    if approver_id == spec.author:
        return invalid(
            "approver", "A model version is approved by a person, not by what trained it: name another approver."
        )
    at, key = milliseconds(store.clock.now()), VersionKey(spec.name, spec.version).text
    rows = await store.graph.write(
        REGISTER_MODEL,
        RegisterModelParams(
            point=spec.point,
            model=ModelRecord(
                id=store.clock.new_id(),
                key=spec.name,
                name=spec.name,
                decision_point=spec.point,
                target=spec.target,
                primary=spec.primary,
                recorded_at=at,
            ),
            version=ModelVersionRecord(
                id=store.clock.new_id(),
                key=key,
                version=spec.version,
                words=spec.name,
                metrics=spec.metrics,
                calibration=spec.calibration,
                comparison=None,
                shadowed_to=None,
                artefact_sha256=spec.artefact_sha256,
                author_id=spec.author,
                known_at=at,
                recorded_at=at,
            ),
            training=TrainingRunRecord(
                id=store.clock.new_id(),
                key=key,
                protocol=spec.protocol,
                reason=None,
                seed=spec.seed,
                rows=spec.rows,
                ended_at=at,
                recorded_at=at,
            ),
            features=[_feature(store, spec.point, feature, at) for feature in spec.features],
            dataset=spec.dataset,
            approver=approver_id,
        ),
    )
    if not rows:
        return invalid("point", f"No decision point is called {spec.point!r}: register its pack first.")
    store.points.pop(spec.point, None)
    return rows[0].id


async def active_models(store: Store, point: str) -> list[ActiveModel]:
    """Return the models that speak at a point, the primary one first."""
    rows = await store.graph.read(ACTIVE_MODELS, ActiveModelsParams(point))
    return [ActiveModel(row.name, row.target, row.primary, row.version, row.artefact_sha256) for row in rows]


def _feature(store: Store, point: str, feature: FeatureSpec, at: int) -> ModelFeatureRow:
    key = feature_key(point, feature.name)
    return ModelFeatureRow(
        name=f"{point}.{feature.name}",
        feature_id=store.clock.new_id(),
        key=key,
        version=FeatureVersionRecord(
            id=store.clock.new_id(),
            key=key,
            version="1",
            value_type=feature.value_type,
            availability=feature.availability,
            words=feature.label,
            known_at=at,
            recorded_at=at,
        ),
    )
