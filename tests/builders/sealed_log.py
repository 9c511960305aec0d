"""A firm whose audit log is sealed, to tamper with."""

from dataclasses import dataclass

from graph.store.audit.sealing import JOB, seal
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, Verified, verify_graph
from graph.store.kernel.jobs import take
from tests.builders.firm import Firm
from tests.builders.graph_copy import GraphCopy


@dataclass(frozen=True)
class Sealed:
    """A firm with a sealed log, the folder of its key, and the graph as it was after the first and the last pass."""

    firm: Firm
    folder: SigningFolder
    earlier: GraphCopy
    whole: GraphCopy

    async def verified(self, *, restored: bool = False) -> Verified:
        trusted = Trusted(public_key(self.folder.public_file), self.folder.head(), restored=restored)
        return await verify_graph(self.firm.store, trusted)

    async def seal(self) -> int:
        hold = await take(self.firm.store, JOB, "sealer-1")
        assert hold is not None
        return await seal(self.firm.store, hold, self.folder)


async def changed(log: Sealed, statement: str) -> str | None:
    summary = (await log.firm.driver.execute_query(statement)).summary
    assert summary.counters.contains_updates, statement
    return (await log.verified()).fault
