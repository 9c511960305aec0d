"""Challengers score live cases after the version in use has: stored beside its scores, read by no rule."""

from collections.abc import Sequence
from pathlib import Path

from forecasting.calibration import probability
from forecasting.cases import seconds
from forecasting.requests import ScoringRequest, check_request, request_table
from forecasting.risk import RiskModel
from graph.errors import InvalidInput
from graph.store.kernel.masks import Masks
from graph.store.kernel.store import Store
from graph.store.registry.challengers import (
    Challenger,
    LiveShadow,
    UnshadowedCase,
    add_live_shadows,
    unshadowed_cases,
)
from pipelines.scoring.scorer import scorer_of

MOST_AT_ONCE = 500
"""Cases of one pass: seconds of work, so that a stop does not wait long."""


async def score_live_cases(store: Store, point: str, challenger: Challenger, data_dir: Path) -> int:
    """Have a challenger score the next live cases of a point; return how many scores that were.

    A case whose values it cannot read has no such score, and a challenger whose file is missing waits.
    """
    cases, shadowed_to = await unshadowed_cases(store, point, challenger, MOST_AT_ONCE)
    if shadowed_to == challenger.shadowed_to:
        return 0
    try:
        learned = scorer_of(data_dir).model(challenger.artefact_sha256)
    except InvalidInput:
        return 0
    return await add_live_shadows(store, challenger, _shadows(learned, cases, store.masks), shadowed_to)


def _shadows(model: RiskModel, cases: Sequence[UnshadowedCase], masks: Masks) -> list[LiveShadow]:
    attributes = model.past.attributes
    requests = [
        (case.snapshot_id, request)
        for case in cases
        if check_request(request := _request(case, masks), attributes) is None
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


def _request(case: UnshadowedCase, masks: Masks) -> ScoringRequest:
    return ScoringRequest(case.external_id, masks.opened(case.payload), seconds(case.since.replace(tzinfo=None)))
