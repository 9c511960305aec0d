"""Versions of our own models: figures beside those in use, and the two steps by which one comes into use."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeAlias

import strawberry

from api.graphql.answers import answer, sure
from api.graphql.context import SignoffInfo
from api.graphql.enums import PromotionCommand, Stage
from api.graphql.fields import ANY_KEY, described
from api.graphql.identifiers import global_id, node_id
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.domain.registry.promotion import Promotion
from graph.store.registry.promotion import ModelVersionView, Promoted, change_promotion, versions_of

_READERS = readable(Operation.READ_CASES)


@strawberry.type(description="How good scores were on cases whose answer is known.", directives=[_READERS])
class ModelFigures:
    """Figures."""

    auc: float = described("The chance that a case that came true was scored higher than one that did not.")
    brier: float = described("Mean squared error of the probabilities; 0 is best.")
    brier_prior: float = described("The same had the average always been said.")
    ece: float = described("Mean gap between the probabilities and how often it came true, in ten groups.")


@strawberry.type(description="A version beside the one in use, on the same cases.", directives=[_READERS])
class ModelComparison:
    """Two versions side by side."""

    scored: int = described("How many cases it scored.")
    known: int = described("Of how many of them the answer is known, and both versions scored them.")
    beside: str = described("The key of the version that was in use.")
    own: ModelFigures | None = described("Its figures; null while too few answers are known.")
    in_use: ModelFigures | None = described("Those of the version in use.")


@strawberry.type(
    description="Cases that were forecast alike: how likely it was said to be, and how often it came true.",
    directives=[_READERS],
)
class ReliabilityBin:
    """A group of a reliability plot."""

    probability: float = described("The mean of their probabilities.")
    share: float = described("The share of them that came true.")
    cases: int = described("How many they are.")


@strawberry.type(
    description="How right a version's forecasts of live cases were: each is scored once its answer is known.",
    directives=[_READERS],
)
class ModelRecord:
    """Forecasts that were scored."""

    scored: int = described("How many forecasts of cases it stored while in use.")
    known: int = described("For how many cases the answer came after its last forecast, all of which count.")
    figures: ModelFigures | None = described("How right these were; null while too few answers are known.")
    reliability: list[ReliabilityBin] = described(
        "Ten groups of equal size, the least likely first; empty while too few answers are known."
    )


@strawberry.type(description="A trained version of a model.", directives=[_READERS])
class TrainedModelVersion:
    """A version."""

    id: strawberry.ID = described("The version.")
    key: str = described("Its natural key.")
    version: str = described("Its name among the versions of its model.")
    stage: Stage = described("Where it stands.")
    trained_at: datetime = described("When it was registered.")
    cases: int = described("How many cases it learned from.")
    reason: str | None = described("Why it was trained, of a challenger.")
    usable: bool = described("False where its probabilities were worse than the average: no usable signal.")
    comparison: ModelComparison | None = described("On later cases, when it was trained.")
    live: ModelComparison | None = described("On live cases, since it was trained.")
    record: ModelRecord | None = described("Its own forecasts of live cases; null until a worker looked at them.")
    proposer: str | None = described("Who proposed that it be used.")
    approver: str | None = described("Who approved it.")
    proposed_at: datetime | None = described("Since when a proposal waits for an answer.")
    approved_at: datetime | None = described("When the proposal was approved.")


@strawberry.type(description="How a version stands after a change.", directives=[_READERS])
class ChangedModelVersion:
    """A change that is on record."""

    version_id: strawberry.ID = described("The version.")
    stage: Stage = described("Where it stands now.")
    proposed: bool = described("Whether it is proposed.")


@strawberry.input(description="What is wanted of a model version.")
class ChangeModelVersionInput:
    """A change."""

    version_id: strawberry.ID = described("The version: a challenger, or one that was in use before.")
    command: PromotionCommand = described("What to do.")
    reason: str | None = strawberry.field(default=None, description="Why; a proposal always says so.")
    idempotency_key: str = described(ANY_KEY)


ChangeModelVersionResult: TypeAlias = Annotated[
    ChangedModelVersion | Refusal,
    strawberry.union("ChangeModelVersionResult", description="How the version stands, or why it stays as it was."),
]


@strawberry.type
class PromotionQueries:
    """What can be read of model versions."""

    @strawberry.field(
        description="The newest versions of a model, with their figures and who proposed and approved them.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def model_versions(self, info: SignoffInfo, model_id: strawberry.ID) -> list[TrainedModelVersion]:
        """Return the versions of a model."""
        model = sure(node_id(model_id, "Model", "modelId"))
        return [_shown(one) for one in await versions_of(info.context.store, model)]


@strawberry.type
class PromotionMutations:
    """What can be done with model versions."""

    @strawberry.mutation(
        description="Propose a model version, or approve or decline what another person proposed.",
        extensions=[Requires(Operation.CHANGE_MODELS)],
    )
    async def change_model_version(
        self,
        info: SignoffInfo,
        input: ChangeModelVersionInput,  # noqa: A002  # GraphQL's convention
    ) -> ChangeModelVersionResult:
        """Change which version is in use, or propose to."""
        version = node_id(input.version_id, "ModelVersion", "versionId")
        change = version if isinstance(version, Problem) else Promotion(version, input.command, input.reason)
        store, actor = info.context.store, info.context.actor
        return await answer(
            change, lambda wanted: change_promotion(store, actor, wanted, input.idempotency_key), _changed
        )


def _changed(done: Promoted) -> ChangedModelVersion:
    return ChangedModelVersion(
        version_id=global_id("ModelVersion", done.version_id), stage=done.stage, proposed=done.proposed
    )


def _shown(one: ModelVersionView) -> TrainedModelVersion:
    return TrainedModelVersion(
        id=global_id("ModelVersion", one.id),
        key=one.key,
        version=one.version,
        stage=one.stage,
        trained_at=one.trained_at,
        cases=one.rows,
        reason=one.reason,
        usable=one.usable,
        comparison=_comparison(one.comparison, "cases", "cases"),
        live=_comparison(one.shadow, "scored", "known"),
        record=_record(one.live),
        proposer=one.proposer,
        approver=one.approver,
        proposed_at=one.proposed_at,
        approved_at=one.approved_at,
    )


def _comparison(figures: Mapping[str, Any] | None, scored: str, known: str) -> ModelComparison | None:
    if figures is None:
        return None
    return ModelComparison(
        scored=figures[scored],
        known=figures[known],
        beside=figures["beside"],
        own=_figures(figures.get("challenger")),
        in_use=_figures(figures.get("champion")),
    )


def _record(figures: Mapping[str, Any] | None) -> ModelRecord | None:
    if figures is None:
        return None
    own = figures.get("own")
    # Figures that an earlier release stored have no groups; a worker measures anew when the next answer comes.
    bins = [] if own is None else [ReliabilityBin(**one) for one in own.get("reliability", [])]
    return ModelRecord(scored=figures["scored"], known=figures["known"], figures=_figures(own), reliability=bins)


def _figures(measured: Mapping[str, Any] | None) -> ModelFigures | None:
    names = ("auc", "brier", "brier_prior", "ece")
    return None if measured is None else ModelFigures(**{name: measured[name] for name in names})
