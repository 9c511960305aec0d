"""What a load brought against the digests and counts of its audit entry, read again from the nodes in batches."""

from collections.abc import Callable, Mapping, Sequence

from graph.domain.audit.leaves import FILE_GATES, FIRST_FORMAT
from graph.domain.audit.replay_digests import run_digest
from graph.domain.audit.replay_reading import (
    ReplayedReading,
    read_replayed_decision,
    read_replayed_outcome,
    read_undecided,
)
from graph.domain.intake.replay import content_digest
from graph.domain.kernel.stored import Stored
from graph.queries.audit import log as audit
from graph.queries.intake.ingest import RUN_CONTENT, FindRunParams
from graph.queries.kernel.query import Query
from graph.session import Graph
from graph.store.audit.log_pages import PAGE
from graph.store.intake.file_quality import file_gates_digest


async def run_fault(graph: Graph, run: Stored, leaf_format: int) -> str | None:
    """Say what of a load is no longer as it was brought; `run` holds what its entry commits to."""
    if leaf_format == FIRST_FORMAT:
        return None if await _holds_by_the_first_format(graph, run) else "the decisions that it brought were changed"
    # A load of an older release commits to nothing of its file gates.
    gates = run.get(FILE_GATES)
    if gates is not None and gates != await file_gates_digest(graph, run["key"]):
        return "what the gates of its file said was changed"
    key = audit.RunKeyParams(run["key"])
    decisions = [row.id for row in await graph.read(audit.BROUGHT_DECISIONS, key)]
    outcomes = [row.id for row in await graph.read(audit.BROUGHT_OUTCOMES, key)]
    counted = {"decisions": len(decisions), "outcomes": len(outcomes)}
    missing = [name for name, count in counted.items() if count < run[name]]
    if missing:
        return _counts(run, missing[0], counted)
    read_decisions = _BatchReader(graph, "decision", audit.REPLAYED_DECISIONS, read_replayed_decision)
    read_outcomes = _BatchReader(graph, "outcome", audit.REPLAYED_OUTCOMES, read_replayed_outcome)
    read_cases = _BatchReader(graph, "past case", audit.REPLAYED_UNDECIDED, read_undecided)
    undecided = [row.id for row in await graph.read(audit.BROUGHT_UNDECIDED, key)]
    readers = ((read_decisions, decisions), (read_outcomes, outcomes), (read_cases, undecided))
    for reader, ids in readers:
        if fault := await reader.fault(ids):
            return fault
    added = [name for name, count in counted.items() if count > run[name]]
    if added:
        return _counts(run, added[0], counted)
    total = run_digest(read_decisions.digests, (one for [one] in read_outcomes.digests), read_cases.digests)
    same = total == run["contentDigest"]
    return None if same else "the decisions, past cases or outcomes that it brought are not those there"


def _counts(run: Stored, name: str, counted: Mapping[str, int]) -> str:
    return f"it brought {run[name]} {name}, {counted[name]} are there"


class _BatchReader:
    """Reads what a load brought again, a page at a time, and keeps the digests by the nodes of today."""

    def __init__(
        self,
        graph: Graph,
        word: str,
        query: Query[audit.SubjectsParams, audit.ReplayedRow],
        read: Callable[[Stored], ReplayedReading],
    ) -> None:
        self.digests: list[Sequence[str]] = []
        self._graph, self._word, self._query, self._read = graph, word, query, read

    async def fault(self, ids: Sequence[str]) -> str | None:
        for begins in range(0, len(ids), PAGE):
            params = audit.SubjectsParams(ids[begins : begins + PAGE])
            for row in await self._graph.read(self._query, params):
                replayed = self._read(row.content)
                if replayed.fault is not None:
                    return f"{self._word} {row.id} that it brought: {replayed.fault}"
                self.digests.append(replayed.digests)
        return None


async def _holds_by_the_first_format(graph: Graph, run: Stored) -> bool:
    rows = await graph.read(RUN_CONTENT, FindRunParams(run["key"]))
    return bool(content_digest(rows) == run["contentDigest"])
