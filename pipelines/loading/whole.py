"""Loads a pack whole: history, trained models, policy with a fitted threshold, and the live queue, scored and gated."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import CompiledPolicy, compile_policy
from graph.errors import InvalidInput
from graph.store.intake.history import LatestLoad, Loaded, Settled, latest_load, settle
from graph.store.kernel.store import Store
from graph.store.monitor.kpis import TellingHistory, keep_history
from graph.store.registry.declaring import declare
from graph.store.registry.governing import set_intake
from graph.store.registry.models import active_models, register_model
from graph.store.review.routing import Routed
from ingestion.clock import WEEK, Shift, shift_of, shift_to
from ingestion.file_gates import check_file
from ingestion.history import LogReading
from ingestion.intake import intake_rules
from ingestion.loading import LoadReport, load_log
from ingestion.log.costs import error_costs
from ingestion.log.kpis import kpis_of
from ingestion.log.read import read_log
from ingestion.log.report import refuse_spoilt
from ingestion.pack.load import load_pack, pack_digest
from ingestion.pack.model import Pack
from ingestion.pack.policy import pack_policy
from ingestion.registering import Owners, register, registry_of
from pipelines.forecasts.issuing import BACK, issue_missing
from pipelines.forecasts.scoring import score_due
from pipelines.loading.report import PackReport, live_cases
from pipelines.quarantine.files import FilePlace, remember_file
from pipelines.scoring.scorer import PATIENCE, Scorer
from pipelines.training.models import RISK_THRESHOLD, Learned, TrainingSource, learn

OnStep: TypeAlias = Callable[[str, int, int], None]
"""Called with a step in words, how far it is, and its size (0 where unknown)."""


@dataclass(frozen=True, slots=True)
class PackLoad:
    """Which pack is loaded from where, for whom, and up to which moment of its log (None: that which is now)."""

    folder: Path
    data_dir: Path
    owners: Owners
    as_of: datetime | None = None


async def load_whole(store: Store, load: PackLoad, on_step: OnStep) -> PackReport:
    """Load a pack; loading it again adds nothing.

    Raises InvalidInput with file, line and remedy, and the faults of the graph.
    """
    source = await _source(store, load.folder, load.as_of)
    completed = source.completed()
    brought, learned = await _bring_in(store, load, source, on_step) if completed is None else (completed, None)
    await declare(store, load.owners.approver, registry_of(source.pack))
    scorer = Scorer(load.data_dir)
    point = source.pack.decision_point.id
    on_step("scoring what was decided before", 0, 0)
    shadows = await scorer.shadow(store, point)
    # Where nothing could be learned no score will come, so that nobody waits for one.
    patience = timedelta() if learned is not None and not learned.specs else PATIENCE
    routed = await _score_all(store, scorer, (point, patience), on_step)
    await issue_missing(store, BACK, lambda done, wanted: on_step("forecasting", done, wanted))
    await score_due(store)
    if completed is None:
        settled = Settled(source.digest, brought.open_new + brought.open_present, brought.tainted)
        await settle(store.graph, brought.history.run_id, settled)
    report = await _report(store, source, brought)
    return replace(report, learned=learned, shadows=shadows, routed=tuple(routed))


async def completed_load(store: Store, folder: Path) -> PackReport | None:
    """Return how a pack stands whose load was completed from these very files; None where there is something to load.

    What fell due since then (scores, forecasts) is the worker's.
    """
    source = await _source(store, folder, None)
    brought = source.completed()
    return None if brought is None else await _report(store, source, brought)


@dataclass(frozen=True, slots=True)
class _Source:
    """A pack's files, on which clock they run, and what of them is in the graph."""

    pack: Pack
    digest: str
    shift: Shift
    before: LatestLoad | None
    has_models: bool

    def completed(self) -> LoadReport | None:
        """Return the report of a load that has nothing to read, None where there is something."""
        before = self.before
        if before is None or before.settled is None or before.settled.digest != self.digest or not self.has_models:
            return None
        history = Loaded(before.run_id, already_done=True, shift_ms=before.shift_ms)
        return LoadReport(history, 0, before.settled.live_cases, before.settled.live_tainted)


async def _report(store: Store, source: _Source, brought: LoadReport) -> PackReport:
    """Return a load's report as if it had trained, shadowed and routed nothing."""
    pack, point = source.pack.pack, source.pack.decision_point
    now, timed = await live_cases(store, point.id, point.queue.id), source.pack.clock.has_times
    return PackReport(pack, point.id, point.queue.id, source.shift.as_of, brought, None, 0, (), now, timed)


async def _source(store: Store, folder: Path, as_of: datetime | None) -> _Source:
    pack = load_pack(folder)
    await set_intake(store, pack.decision_point.id, intake_rules(pack))
    before = await latest_load(store.graph, pack.pack)
    models = await active_models(store, pack.decision_point.id)
    return _Source(pack, pack_digest(folder), _shift(store, pack, as_of, before), before, bool(models))


async def _bring_in(
    store: Store, load: PackLoad, source: _Source, on_step: OnStep
) -> tuple[LoadReport, Learned | None]:
    """Read the log and write whatever of it is not there yet."""
    pack, shift = source.pack, source.shift
    on_step("reading the log", 0, 0)
    log = await asyncio.to_thread(read_log, pack, load.folder / (pack.source.file or ""))
    refuse_spoilt(log)
    remember_file(load.data_dir, log.file_sha256, FilePlace(load.folder, load.folder / (pack.source.file or "")))
    reading = LogReading(pack, log, shift.as_of, shift.weeks, store.clock.now())
    await check_file(store, reading)
    costs = error_costs(pack, log, shift.as_of)
    learned = None
    if not source.has_models:
        training = TrainingSource(pack, log, shift.as_of, _compiled(pack, load.folder), costs)
        learned = await asyncio.to_thread(learn, training, load.data_dir, lambda step: on_step(step, 0, 0))
        fitted: Mapping[str, float] = {RISK_THRESHOLD: learned.threshold.below}
        await register(store, pack, load.folder, load.owners, fitted, costs)
    brought = await load_log(store, reading, on_step)
    measured = await asyncio.to_thread(kpis_of, pack, log, shift.as_of)
    await keep_history(
        store, pack.decision_point.id, {one.name: TellingHistory(one.value, one.cases, one.reason) for one in measured}
    )
    for spec in () if learned is None else learned.specs:
        answer = await register_model(store, spec, load.owners.approver.person_id)
        if not isinstance(answer, str):
            raise InvalidInput(answer.message)
    return brought, learned


async def _score_all(store: Store, scorer: Scorer, waiting: tuple[str, timedelta], on_step: OnStep) -> list[Routed]:
    routed = list[Routed]()
    while some := await scorer.score(store, *waiting):
        routed += some
        on_step("scoring and gating open cases", len(routed), 0)
    return routed


def _shift(store: Store, pack: Pack, as_of: datetime | None, known: LatestLoad | None) -> Shift:
    """Return the clock that the pack's data run on already, else the one that makes now a moment of its log."""
    if known is not None and known.until is not None:
        return Shift(known.until, round(known.shift_ms / 1000 / WEEK.total_seconds()))
    now = store.clock.now().replace(second=0, microsecond=0)
    return shift_to(pack, now) if as_of is None else shift_of(pack, as_of, now)


def _compiled(pack: Pack, folder: Path) -> CompiledPolicy:
    policy = read_policy(pack_policy(pack, folder, {}).text)
    compiled = policy if isinstance(policy, tuple) else compile_policy(policy)
    if isinstance(compiled, tuple):
        raise InvalidInput(f"{pack.decision_point.policy}: {compiled[0].message}")
    return compiled
