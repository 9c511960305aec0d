"""Ensures that what a submission names is registered: what the graph does not know yet, once for each process."""

from dataclasses import dataclass

from graph.domain.gate.facts import Stage
from graph.domain.intake.case import OWN_SUBMISSIONS, CaseSubmission, Score
from graph.domain.intake.provenance import other_content, other_source, unknown_features
from graph.domain.kernel.keys import DatasetKey, DatasetVersionKey, feature_key
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor
from graph.queries.registry.versions import (
    ENSURE_DATASET,
    ENSURE_MODEL,
    NAMED,
    EnsureDatasetParams,
    EnsureModelParams,
    NamedFeatureRow,
    NamedParams,
)
from graph.store.kernel.store import Store


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a submission's data comes from; `key` is `namespace|dataset|version`, `sha256` may be unknown."""

    source: str
    namespace: str
    dataset: str
    version: str
    sha256: str | None

    @property
    def key(self) -> str:
        """Return the natural key of the dataset version."""
        return DatasetVersionKey(self.namespace, self.dataset, self.version).text

    @property
    def dataset_key(self) -> str:
        """Return the natural key of the dataset."""
        return DatasetKey(self.namespace, self.dataset).text


def dataset_of(actor: Actor, submission: CaseSubmission) -> Delivery:
    """Return the stated source, or the week's submissions of the account where none is stated."""
    stated = submission.source
    if stated is not None:
        return Delivery(stated.source, stated.namespace, stated.dataset, stated.version, stated.sha256)
    year, week, _ = submission.known_at.isocalendar()
    source = f"{OWN_SUBMISSIONS}{actor.account}"
    return Delivery(source, source, f"submissions/{submission.decision_point}", f"{year}-W{week:02d}", None)


async def ensure_dataset(store: Store, delivery: Delivery, at: int) -> Problem | None:
    """Make sure that the dataset version is in the graph; refuse one that is there with another source or content."""
    if delivery.key in store.known_datasets:
        return _other_than_known(store, delivery)
    rows = await store.graph.write(
        ENSURE_DATASET,
        EnsureDatasetParams(
            source=delivery.source,
            source_id=store.clock.new_id(),
            dataset=delivery.dataset_key,
            dataset_id=store.clock.new_id(),
            namespace=delivery.namespace,
            name=delivery.dataset,
            key=delivery.key,
            version=delivery.version,
            version_id=store.clock.new_id(),
            sha256=delivery.sha256,
            at=at,
        ),
    )
    if problem := other_source(delivery.dataset_key, {rows[0].source}, delivery.source):
        return problem
    store.known_datasets[delivery.key] = (rows[0].source, rows[0].sha256)
    return other_content(delivery.key, rows[0].sha256, delivery.sha256)


def _other_than_known(store: Store, delivery: Delivery) -> Problem | None:
    source, sha256 = store.known_datasets[delivery.key]
    return other_source(delivery.dataset_key, {source}, delivery.source) or other_content(
        delivery.key, sha256, delivery.sha256
    )


async def check_named(store: Store, point: str, delivery: Delivery, score: Score | None) -> Problem | None:
    """Refuse data or a score in the name of a version that stands for something else; it is read on first sight."""
    known = score is None or _unseen(store, point, score) == []
    if delivery.key in store.known_datasets and known:
        return _other_than_known(store, delivery)
    model = None if score is None else score.key
    (row,) = await store.graph.read(NAMED, NamedParams(delivery.dataset_key, delivery.key, model))
    if problem := other_source(delivery.dataset_key, row.sources, delivery.source):
        return problem
    if row.known and (problem := other_content(delivery.key, row.sha256, delivery.sha256)):
        return problem
    if score is None or not row.features or row.stage in (None, Stage.UNVERIFIED):
        return None
    explained_by = frozenset(feature_key(point, part.feature) for part in score.contributions)
    return unknown_features(score.key, frozenset(row.features), explained_by)


async def ensure_model(store: Store, point: str, score: Score, at: int) -> Problem | None:
    """Make sure that the model version and the features it explains itself by are in the graph.

    Refuses features that a version which people govern does not have.
    """
    names = _unseen(store, point, score)
    if names == []:
        return None
    rows = await store.graph.write(
        ENSURE_MODEL,
        EnsureModelParams(
            name=score.model,
            version=score.model_version,
            key=score.key,
            model_id=store.clock.new_id(),
            version_id=store.clock.new_id(),
            features=[
                NamedFeatureRow(
                    name=f"{point}.{name}",
                    key=feature_key(point, name),
                    version="1",
                    feature_id=store.clock.new_id(),
                    version_id=store.clock.new_id(),
                )
                for name in names or ()
            ],
            at=at,
        ),
    )
    if rows[0].unknown:
        return unknown_features(score.key, frozenset(), frozenset(rows[0].unknown))
    store.known_models.setdefault((point, score.key), set()).update(names or ())
    return None


def _unseen(store: Store, point: str, score: Score) -> list[str] | None:
    """Return the features of a score that its model was not yet seen with; None for a model not seen at all.

    A model of texts explains each score by other terms, so that features are known one by one.
    """
    known = store.known_models.get((point, score.key))
    names = {part.feature for part in score.contributions}
    if known is None:
        return sorted(names) or None
    return sorted(names - known)
