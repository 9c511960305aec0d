"""The risk below which a policy version lets a case pass: what makes of a score an advice."""

from collections.abc import Mapping

from graph.domain.gate.comparison import advises_below
from graph.domain.gate.table import CompiledPolicy
from graph.queries.decision.analysis import POLICY_VERSIONS, VersionsParams
from graph.store.kernel.store import Store
from graph.store.registry.points import point_keys, point_of, policies_of

ADVICE = (
    "The model advises the proposal where its risk lies below the limit of automatic decisions in the decision's "
    "policy version, else the alternative; where that limit is 0, for want of a usable signal, it advises nothing. "
    "Decisions from before Signoff are measured by the current version. The score is the newest one known at the "
    "decision, else a later one that had no part in it (shadow score)."
)


async def pass_limits(store: Store, point: str | None) -> dict[str, float | None]:
    """Return the limits of a point (of all for None) by the ids of its policy versions and by its own key."""
    limits: dict[str, float | None] = {}
    for policy_id, policy in (await policy_versions(store, point)).items():
        limits[policy_id] = None if policy is None else advises_below(policy)
    for key in await _points(store, point):
        governing = await point_of(store, key)
        if governing is not None and governing.policy is not None:
            limits[key] = advises_below(governing.policy)
    return limits


async def policy_versions(store: Store, point: str | None) -> Mapping[str, CompiledPolicy | None]:
    """Return the tables of all policy versions of a point (of all for None) by id; None for practice before Signoff."""
    versions = [await store.graph.read(POLICY_VERSIONS, VersionsParams(key)) for key in await _points(store, point)]
    return await policies_of(store, [row.id for rows in versions for row in rows])


async def _points(store: Store, point: str | None) -> list[str]:
    return await point_keys(store) if point is None else [point]
