"""Shadow predictions: what a model says of decisions that were made before it, without its word having counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.kernel.keys import CaseKey
from graph.domain.kernel.moments import milliseconds
from graph.queries.gate.shadows import (
    ADD_SHADOWS,
    FINISH_SHADOWS,
    UNSHADOWED,
    AddShadowsParams,
    FinishShadowsParams,
    UnshadowedParams,
)
from graph.store.kernel.store import Store

_AT_ONCE = 2_000
"""Scores in one transaction: well within its time limit."""


@dataclass(frozen=True, slots=True)
class Shadow:
    """One model's score of one replayed decision, made without its own label.

    `margin` is in log-odds. It has no explanation: no one model made all of them.
    """

    external_id: str
    probability: float
    margin: float


async def unshadowed(store: Store, point: str) -> str | None:
    """Return the key of the point's primary model version if its shadows are not all stored yet."""
    rows = await store.graph.read(UNSHADOWED, UnshadowedParams(point))
    return rows[0].key if rows else None


async def add_shadows(
    store: Store, point: str, model: str, shadows: Sequence[Shadow], target: str | None = None
) -> int:
    """Store the shadows of replayed decisions that have none by this model version yet; return how many it now has.

    `target` names what a further model forecasts. Cases that are unknown, or were not replayed, are left out. Broken
    off, it can simply be done again.
    """
    for first in range(0, len(shadows), _AT_ONCE):
        some = shadows[first : first + _AT_ONCE]
        await store.graph.write(
            ADD_SHADOWS,
            AddShadowsParams(
                model=model,
                lock=store.clock.new_id(),
                case_keys=[CaseKey(point, one.external_id).text for one in some],
                ids=[store.clock.new_id() for _ in some],
                probabilities=[one.probability for one in some],
                margins=[one.margin for one in some],
                target=target,
                at=milliseconds(store.clock.now()),
            ),
        )
    rows = await store.graph.write(FINISH_SHADOWS, FinishShadowsParams(model, store.clock.new_id()))
    return rows[0].shadows
