"""Loads a replayed history in bulk: resumable, and the same file twice adds nothing (decision-protocol 15)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias, TypeVar

from graph.clock import Clock
from graph.domain.intake.growth import outgrown
from graph.domain.intake.provenance import other_content, other_source
from graph.domain.intake.replay import History
from graph.domain.kernel.keys import CaseKey, LoadKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.row_moments import moment_of_text
from graph.domain.outcome.rating import truth_text
from graph.domain.outcome.values import outcome_fault
from graph.errors import InvalidInput
from graph.queries.intake import ingest
from graph.queries.intake.file_checks import ADD_FILE_CHECK, FileCheckParams
from graph.queries.intake.solutions import ADD_SOLUTIONS
from graph.queries.kernel.query import Nothing
from graph.queries.registry.versions import NAMED, NamedParams
from graph.session import Graph
from graph.store.intake import history_rows as rows_of
from graph.store.intake.file_quality import file_check, file_gates_digest, judged_versions
from graph.store.intake.history_keys import version_key
from graph.store.intake.history_leaf import Finished, RunLeaf, began_earlier, covering_leaf, first_leaf
from graph.store.intake.history_rows import batches

BATCH_ROWS = 1_000
"""Rows of one transaction: it stays far below the memory that a small server gives one."""

T = TypeVar("T")
OnProgress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load added; nothing where the run was already finished. `shift_ms` is the clock of the data.

    `undecided` are past cases that nobody decided.
    """

    run_id: str
    already_done: bool
    shift_ms: int
    decisions: int = 0
    undecided: int = 0
    outcomes: int = 0
    refusals: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """What is in whole: the digest (hex) of all that was read for it, its live cases, and the tainted ones of them."""

    digest: str
    live_cases: int
    live_tainted: int


@dataclass(frozen=True, slots=True)
class LatestLoad:
    """A pack's latest load: the shift on which its data run, and the moment (the log's clock) they were read up to.

    `settled` is None while its live cases are not all in.
    """

    run_id: str
    shift_ms: int
    until: datetime | None
    settled: Settled | None


async def latest_load(graph: Graph, pack: str) -> LatestLoad | None:
    """Return the pack's latest load, None before the first."""
    rows = await graph.read(ingest.LATEST_RUN, ingest.LatestRunParams(pack))
    if not rows:
        return None
    row = rows[0]
    until = LoadKey.parse(row.key).until
    settled = None if row.settled_digest is None else Settled(row.settled_digest, row.live_cases, row.live_tainted)
    return LatestLoad(row.id, row.shift_ms, _moment(until) if until else None, settled)


def _moment(until: str) -> datetime:
    """Return the moment that a load's key names, or what stands for its row."""
    return moment_of_text(until) or datetime.fromisoformat(until)


async def settle(graph: Graph, run_id: str, settled: Settled) -> None:
    """Note that a finished load is in whole, its live cases too."""
    params = ingest.SettleRunParams(run_id, settled.digest, settled.live_cases, settled.live_tainted)
    await graph.write(ingest.SETTLE_RUN, params)


async def present_cases(graph: Graph, point: str, external_ids: Sequence[str]) -> set[str]:
    """Return those of the external ids that are cases of the point already."""
    keys = [CaseKey(point, external_id).text for external_id in external_ids]
    rows = await graph.read(ingest.PRESENT_CASES, ingest.PresentCasesParams(keys))
    return {CaseKey.parse(row.key).external_id for row in rows}


async def _nothing() -> None:
    return


async def load(
    graph: Graph,
    clock: Clock,
    history: History,
    on_progress: OnProgress,
    before_done: Callable[[], Awaitable[None]] = _nothing,
) -> Loaded:
    """Write a history; `on_progress` is told rows done and in all, `before_done` belongs to the load too.

    Raises InvalidInput where the decision point is unknown, and the faults of `Graph.write`.
    """
    _refuse_undeclared(history)
    loader = _Loader(graph, clock, history, on_progress)
    run = await loader.begin()
    if run.state == "DONE":
        return Loaded(run.id, already_done=True, shift_ms=run.shift_ms)
    await loader.add_registries()
    decisions = await loader.add_decisions()
    undecided = await loader.add_undecided()
    outcomes = await loader.add_outcomes()
    refusals = await loader.add_refusals()
    await loader.add_solutions()
    await before_done()
    await loader.finish(run)
    return Loaded(run.id, False, run.shift_ms, decisions, undecided, outcomes, refusals)  # noqa: FBT003 - named above


def _refuse_undeclared(history: History) -> None:
    """Raise InvalidInput for an outcome that the point does not declare, before anything is written."""
    for kind, value in {(outcome.name, truth_text(outcome.value)) for outcome in history.outcomes}:
        if fault := outcome_fault(history.intake.outcomes, kind, value):
            raise InvalidInput(fault.message)


class _Loader:
    """One load: each step is one or more statements that can be repeated without adding anything."""

    def __init__(self, graph: Graph, clock: Clock, history: History, on_progress: OnProgress) -> None:
        self._graph = graph
        self._clock = clock
        self._history = history
        self._on_progress = on_progress
        self._now = milliseconds(clock.now())
        self._total = sum(
            len(part) for part in (history.decisions, history.undecided, history.outcomes, history.entities)
        )
        self._done = 0
        self._nodes_before = 0

    async def begin(self) -> ingest.RunRow:
        run, new_id = self._history.run, self._clock.new_id
        plans = await self._graph.read(ingest.FIND_RUN, ingest.FindRunParams(run.key))
        if plans and plans[0].state == "DONE":
            return plans[0]
        # How many nodes there were before a load that an earlier process began is not known.
        self._nodes_before = 0 if plans else await self._nodes()
        await self._refuse_other_content()
        first = min((decision.decided_at for decision in self._history.decisions), default=run.as_of)
        params = ingest.BeginRunParams(
            run=rows_of.run_row(run, new_id()),
            source=rows_of.source_row(run, new_id()),
            dataset=rows_of.dataset_row(run, new_id()),
            practice=rows_of.practice_row(run, new_id, first),
            point_key=run.source.point,
            recorded_at=self._now,
        )
        written = await self._graph.write(ingest.BEGIN_RUN, params)
        if not written:
            raise InvalidInput(f"Point {run.source.point!r} is not registered; run `signoff pack load` first.")
        return written[0]

    async def _refuse_other_content(self) -> None:
        run = self._history.run
        (named,) = await self._graph.read(NAMED, NamedParams(run.dataset_key, "", None))
        if problem := other_source(run.dataset_key, named.sources, run.source.source):
            raise InvalidInput(problem.message)
        sent = {version_key(run, version.version): version.sha256 for version in self._history.versions}
        for row in await self._graph.read(ingest.HELD_VERSIONS, ingest.PresentCasesParams(sorted(sent))):
            if problem := other_content(row.key, row.sha256, sent[row.key]):
                raise InvalidInput(problem.message)

    async def add_registries(self) -> None:
        history, run, new_id = self._history, self._history.run, self._clock.new_id
        versions = [rows_of.version_row(run, version, new_id) for version in history.versions]
        await self._graph.write(ingest.ADD_VERSIONS, ingest.RunRowsParams(run.key, self._now, versions))
        if history.file.results:
            check = file_check(history.file, new_id(), milliseconds(run.as_of), self._now)
            judged = judged_versions(history.file, [version.key for version in versions])
            await self._graph.write(ADD_FILE_CHECK, FileCheckParams(run.key, check, judged))
        features = [rows_of.feature_row(run, feature, new_id) for feature in history.features]
        params = ingest.FeaturesParams(run.dataset_key, self._now, features)
        await self._graph.write(ingest.ADD_FEATURES, params)
        for actors in batches(rows_of.actor_rows(history, new_id, machines=False), BATCH_ROWS):
            await self._graph.write(ingest.ADD_ACTORS, ingest.RowsParams(self._now, actors))
        for machines in batches(rows_of.actor_rows(history, new_id, machines=True), BATCH_ROWS):
            await self._graph.write(ingest.ADD_MACHINES, ingest.RowsParams(self._now, machines))
        entities = (rows_of.entity_row(entity, new_id) for entity in history.entities)
        async for batch in self._batches(entities):
            await self._graph.write(ingest.ADD_ENTITIES, ingest.RowsParams(self._now, batch))
        edges = (row for entity in history.entities if (row := rows_of.entity_edges_row(entity)) is not None)
        for linked in batches(edges, BATCH_ROWS):
            await self._graph.write(ingest.ADD_ENTITY_EDGES, ingest.RowsParams(self._now, linked))

    async def add_decisions(self) -> int:
        history, run = self._history, self._history.run
        added = 0
        rows = (rows_of.decision_row(history, each, self._clock.new_id, self._now) for each in history.decisions)
        async for batch in self._batches(rows):
            params = ingest.DecisionsParams(run.key, run.source.point, run.practice_key, self._now, batch)
            added += (await self._graph.write(ingest.ADD_DECISIONS, params))[0].added
        return added

    async def add_undecided(self) -> int:
        history, run = self._history, self._history.run
        added = 0
        rows = (rows_of.undecided_row(history, each, self._clock.new_id, self._now) for each in history.undecided)
        async for batch in self._batches(rows):
            params = ingest.UndecidedParams(run.key, run.source.point, self._now, batch)
            added += (await self._graph.write(ingest.ADD_UNDECIDED, params))[0].added
        return added

    async def add_outcomes(self) -> int:
        added = 0
        run = self._history.run
        rows = (rows_of.outcome_row(run, each, self._clock.new_id) for each in self._history.outcomes)
        async for batch in self._batches(rows):
            written = await self._graph.write(ingest.ADD_OUTCOMES, ingest.RunRowsParams(run.key, self._now, batch))
            added += written[0].added
        return added

    async def add_refusals(self) -> int:
        added = 0
        run, new_id = self._history.run, self._clock.new_id
        rows = (rows_of.refusal_row(run, one, new_id(), self._now) for one in self._history.refusals)
        for batch in batches(rows, BATCH_ROWS):
            written = await self._graph.write(ingest.ADD_REFUSALS, ingest.RunRowsParams(run.key, self._now, batch))
            added += written[0].added
        return added

    async def add_solutions(self) -> None:
        for row in rows_of.solution_rows(self._history, self._clock.new_id, BATCH_ROWS):
            await self._graph.write(ADD_SOLUTIONS, ingest.RowsParams(self._now, [row]))

    async def finish(self, run: ingest.RunRow) -> None:
        leaf = await self._leaf(run)
        params = ingest.FinishRunParams(
            key=self._history.run.key,
            quarantined=len(self._history.refusals),
            content_digest=leaf.content_digest,
            file_gates=leaf.file_gates,
            decisions=leaf.decisions,
            outcomes=leaf.outcomes,
            recorded_at=self._now,
            entry=leaf.entry,
        )
        await self._graph.write(ingest.FINISH_RUN, params)
        if outgrown(self._nodes_before, await self._nodes()):
            await self._graph.plan_anew()

    async def _nodes(self) -> int:
        return (await self._graph.read(ingest.COUNT_NODES, Nothing()))[0].nodes

    async def _leaf(self, stored: ingest.RunRow) -> RunLeaf:
        run = self._history.run
        finished = Finished(stored, run, len(self._history.refusals), self._clock.new_id(), self._now)
        digests = await self._graph.read(ingest.RUN_DIGESTS, ingest.FindRunParams(run.key))
        if not began_earlier(digests):
            gates = await file_gates_digest(self._graph, run.key)
            return covering_leaf(replace(finished, file_gates=gates), digests)
        content = await self._graph.read(ingest.RUN_CONTENT, ingest.FindRunParams(run.key))
        return first_leaf(finished, content)

    async def _batches(self, rows: Iterator[T]) -> AsyncIterator[list[T]]:
        """Yield rows in batches; a thread makes the next one while one is written."""
        making = batches(rows, BATCH_ROWS)
        ahead = asyncio.ensure_future(asyncio.to_thread(next, making, None))
        try:
            while (batch := await ahead) is not None:
                ahead = asyncio.ensure_future(asyncio.to_thread(next, making, None))
                yield batch
                self._done += len(batch)
                self._on_progress(self._done, self._total)
        finally:
            await asyncio.wait([ahead])
