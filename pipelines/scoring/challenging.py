"""Challengers score live cases after the version in use has: stored beside its scores, read by no rule."""

from collections.abc import Sequence
from pathlib import Path

from forecasting.calibration import probability
from forecasting.cases import seconds
from forecasting.requests import ScoringRequest, check_request, request_table
from forecasting.risk import RiskModel
from graph.errors import InvalidInput
from graph.store.kernel.store import Store
from graph.store.registry.challengers import (
    LiveShadow,
    UnshadowedCase,
    add_live_shadows,
    models_in_use,
    unshadowed_cases,
)
from pipelines.scoring.scorer import scorer_of

MOST_AT_ONCE = 500
"""Cases of one pass: seconds of work, so that a stop does not wait long."""


async def score_challengers(store: Store, point: str, data_dir: Path) -> int:
    """Have each challenger of a point score the next live cases; return how many scores that were.

    A case whose values a challenger cannot read has no such score, and a challenger whose file is missing waits.
    """
    done = 0
    for model in await models_in_use(store, point):
        challenger = model.challenger
        if challenger is None:
            continue
        cases, shadowed_to = await unshadowed_cases(store, point, challenger, MOST_AT_ONCE)
        if shadowed_to == challenger.shadowed_to:
            continue
        try:
            learned = scorer_of(data_dir).model(challenger.artefact_sha256)
        except InvalidInput:
            continue
        done += await add_live_shadows(store, challenger, _shadows(learned, cases), shadowed_to)
    return done


def _shadows(model: RiskModel, cases: Sequence[UnshadowedCase]) -> list[LiveShadow]:
    attributes = model.past.attributes
    requests = [
        (case.snapshot_id, request) for case in cases if check_request(request := _request(case), attributes) is None
    ]
    if not requests:
        return []
    table = request_table([request for _, request in requests], attributes)
    margins = model.margin(model.features(table))
    snapshots = [snapshot_id for snapshot_id, _ in requests]
    return [
        LiveShadow(snapshot_id, chance, margin)
        for snapshot_id, chance, margin in zip(snapshots, probability(margins).tolist(), margins.tolist(), strict=True)
    ]


def _request(case: UnshadowedCase) -> ScoringRequest:
    return ScoringRequest(case.external_id, case.payload, seconds(case.since.replace(tzinfo=None)))
