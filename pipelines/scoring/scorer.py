"""Scores cases that wait: every model of the point in one pass over columns, explained, then gated."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

from forecasting.artefact import load_model
from forecasting.cases import seconds
from forecasting.explain import Explained, explain
from forecasting.requests import ScoringRequest, check_request, request_table
from forecasting.risk import RiskModel
from graph.domain.intake.case import Contribution, Score
from graph.errors import InvalidInput
from graph.store.gate.shadows import add_shadows, unshadowed
from graph.store.kernel.masks import Masks
from graph.store.kernel.store import Store
from graph.store.registry.models import ActiveModel, active_models
from graph.store.review.routing import Routed, ScoredCase, WaitingCase, awaiting_score, overdue, route
from pipelines.scoring.shadowing import shadows_of

PATIENCE = timedelta(minutes=2)
"""How long a case waits for its score before a person gets it without one."""
MOST_AT_ONCE = 64
"""Cases of one pass: enough to share the cost of a table, few enough that the first ones need not wait for the last."""
# Log-odds beyond these give a probability that a double rounds to 0 or 1.
_LEAST, _MOST = 1e-9, 1 - 1e-9


@dataclass(slots=True)
class Scorer:
    """The models of this process, each read once; a file that is missing or changed is no model."""

    data_dir: Path
    loaded: dict[str, RiskModel] = field(default_factory=dict)

    async def score(self, store: Store, point: str, patience: timedelta = PATIENCE) -> list[Routed]:
        """Score and route the oldest waiting cases; those that cannot be scored go to a person in time."""
        waiting = await awaiting_score(store, point, MOST_AT_ONCE)
        if not waiting:
            return []
        scored = self._scored(await active_models(store, point), waiting, store.masks)
        done = {one.waiting.case_id for one in scored}
        left = [case for case in waiting if case.case_id not in done]
        late = overdue(left, store.clock.now(), patience)
        return await route(store, point, [*scored, *late])

    async def shadow(self, store: Store, point: str) -> int:
        """Store what the models in use say of the decisions before them, once; return how many those are."""
        version = await unshadowed(store, point)
        active = [] if version is None else await active_models(store, point)
        models = self._read(active)
        if version is None or not models:
            return 0
        main, *further = shadows_of(models)
        for model, shadows in zip(active[1:], further, strict=True):
            await add_shadows(store, point, model.key, shadows, model.target)
        # The main model's come last: that they are all there says that nothing is left to do.
        return await add_shadows(store, point, version, main)

    def _scored(self, models: Sequence[ActiveModel], waiting: Sequence[WaitingCase], masks: Masks) -> list[ScoredCase]:
        read = self._read(models)
        if not read:
            return []
        primary, *others = read
        requests = {case.case_id: _request(case, masks) for case in waiting}
        attributes = primary.past.attributes
        sound = [case for case in waiting if check_request(requests[case.case_id], attributes) is None]
        table = request_table([requests[case.case_id] for case in sound], attributes)
        explained = {one.case_id: one for one in explain(primary, table)}
        usable = [case for case in sound if case.case_id in explained]
        further = {
            model.target: {one.case_id: _score(model, one) for one in explain(other, table)}
            for model, other in zip(models[1:], others, strict=True)
        }
        return [
            ScoredCase(
                waiting=case,
                score=_score(models[0], explained[case.case_id]),
                secondary={target: of[case.case_id] for target, of in further.items() if case.case_id in of},
                reasons=explained[case.case_id].reasons,
            )
            for case in usable
        ]

    def _read(self, models: Sequence[ActiveModel]) -> list[RiskModel]:
        """Return the models, the primary one first; none where that one or any file is missing."""
        if not models or not models[0].primary:
            return []
        try:
            return [self.model(model.artefact_sha256) for model in models]
        except InvalidInput:
            return []

    def model(self, artefact_sha256: str) -> RiskModel:
        """Return a model by its file's hash, read once; raises ArtefactChanged."""
        if artefact_sha256 not in self.loaded:
            self.loaded[artefact_sha256] = load_model(self.data_dir, artefact_sha256)
        return self.loaded[artefact_sha256]


def _request(case: WaitingCase, masks: Masks) -> ScoringRequest:
    """Return what models read of a case: they read masked values, which nobody is shown."""
    return ScoringRequest(case.case_id, masks.opened(case.payload), seconds(case.since.replace(tzinfo=None)))


def _score(model: ActiveModel, explained: Explained) -> Score:
    parts = tuple(Contribution(part.feature, part.value, part.amount) for part in explained.parts)
    return Score(model.name, model.version, min(max(explained.probability, _LEAST), _MOST), explained.base, parts)


@cache
def scorer_of(data_dir: Path) -> Scorer:
    """Return this process's scorer, which keeps the models that it has read."""
    return Scorer(data_dir)
