"""Policy versions as executable tables; a version never changes, so each is read once in a process."""

from collections.abc import Iterable, Mapping

from graph.domain.gate.table import CompiledPolicy
from graph.queries.registry.policies import TABLES, TablesParams
from graph.store.kernel.store import Store
from graph.store.registry.points import compiled_policy


async def policies_of(store: Store, ids: Iterable[str | None]) -> Mapping[str, CompiledPolicy | None]:
    """Return the tables of policy versions by id; None for practice before Signoff, which has none."""
    wanted = {one for one in ids if one is not None}
    if unread := sorted(wanted - store.policies.keys()):
        for row in await store.graph.read(TABLES, TablesParams(unread)):
            table = None if row.table is None else compiled_policy(row.table, row.parameters or "{}")
            store.policies[row.id] = table
    return {one: store.policies.get(one) for one in wanted}
