"""What surrounds the cases of a frozen snapshot: teams, sources, owners, names of versions, and how reviews went."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.domain.planning.counted import Reviewed
from graph.domain.planning.frozen import Frozen
from graph.queries.planning import surroundings as queries
from graph.queries.planning.snapshot import FreezeParams
from graph.store.kernel.store import Store
from graph.store.planning.snapshots import CHUNK
from graph.store.registry.advice import pass_limits


@dataclass(frozen=True)
class Surroundings:
    """What a snapshot leaves out, by ids of decisions and versions; where nothing is known, nothing is in it."""

    team: Mapping[str, str] = field(default_factory=dict)
    against: frozenset[str] = frozenset()
    reviewed: tuple[Reviewed, ...] = ()
    name: Mapping[str, str] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)
    owner: Mapping[str, str] = field(default_factory=dict)


async def read_surroundings(store: Store, frozen: Frozen) -> Surroundings:
    """Read what surrounds the cases of a snapshot, as known at its moment."""
    limits = await pass_limits(store, frozen.point)
    decided = await store.graph.read(queries.DECIDED, queries.DecidedParams(frozen.point, frozen.as_of, CHUNK, limits))
    reviewed = await store.graph.read(queries.REVIEWED, FreezeParams(frozen.point, frozen.as_of, CHUNK))
    cases = frozen.cases
    versions = sorted({*cases.dataset_version, *cases.policy_version, *cases.model_version} - {""})
    named = await store.graph.read(queries.VERSION_NAMES, queries.VersionNamesParams(versions))
    of_decisions = [row for chunk in decided for row in zip(chunk.decisions, chunk.teams, chunk.against, strict=True)]
    return Surroundings(
        team={decision: team for decision, team, _ in of_decisions if team},
        against=frozenset(decision for decision, _, against in of_decisions if against),
        reviewed=tuple(
            Reviewed(*row)
            for chunk in reviewed
            for row in zip(chunk.cases, chunk.due, chunk.done, chunk.escalated, strict=True)
        ),
        name={row.id: row.name for row in named if row.name},
        source={row.id: row.source for row in named if row.source},
        owner={row.id: row.owner for row in named if row.owner},
    )
