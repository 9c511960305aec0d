"""First meetings: what a submission names and the graph does not know yet is registered, once for each process."""

from dataclasses import dataclass

from graph.domain.case import CaseSubmission, Score
from graph.domain.roles import Actor
from graph.queries.registry import MEET_DATASET, MEET_MODEL, MeetDatasetParams, MeetModelParams
from graph.store.gating import feature_key
from graph.store.store import Store


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a submission's data comes from; `key` is `namespace|dataset|version`."""

    source: str
    namespace: str
    dataset: str
    version: str
    sha256: str | None

    @property
    def key(self) -> str:
        """Return the natural key of the dataset version."""
        return f"{self.namespace}|{self.dataset}|{self.version}"


def dataset_of(actor: Actor, submission: CaseSubmission) -> Delivery:
    """Return the stated source, or the week's submissions of the account where none is stated."""
    stated = submission.source
    if stated is not None:
        return Delivery(stated.source, stated.namespace, stated.dataset, stated.version, stated.sha256)
    year, week, _ = submission.known_at.isocalendar()
    source = f"api:{actor.account}"
    return Delivery(source, source, f"submissions/{submission.decision_point}", f"{year}-W{week:02d}", None)


async def meet_dataset(store: Store, delivery: Delivery, at: int) -> None:
    """Make sure that the dataset version is in the graph."""
    if delivery.key in store.known_datasets:
        return
    await store.graph.write(
        MEET_DATASET,
        MeetDatasetParams(
            source=delivery.source,
            source_id=store.clock.new_id(),
            dataset=f"{delivery.namespace}|{delivery.dataset}",
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
    store.known_datasets.add(delivery.key)


async def meet_model(store: Store, point: str, score: Score, at: int) -> None:
    """Make sure that the model version and the features it explains itself by are in the graph."""
    names = sorted(part.feature for part in score.contributions)
    known = "|".join((point, score.key, *names))
    if known in store.known_models:
        return
    await store.graph.write(
        MEET_MODEL,
        MeetModelParams(
            name=score.model,
            version=score.model_version,
            key=score.key,
            model_id=store.clock.new_id(),
            version_id=store.clock.new_id(),
            features=[
                {
                    "name": f"{point}.{name}",
                    "key": feature_key(point, name),
                    "version": "1",
                    "featureId": store.clock.new_id(),
                    "versionId": store.clock.new_id(),
                }
                for name in names
            ],
            at=at,
        ),
    )
    store.known_models.add(known)
