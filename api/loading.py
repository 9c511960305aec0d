"""Loads a pack whole: history, trained models, policy with a fitted threshold, and the live queue, scored and gated."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from api.forecasts import BACK, issue_missing, score_due
from api.scoring import Scorer
from api.training import RISK_THRESHOLD, History, Learned, learn
from graph.domain.policy_text import read_policy
from graph.domain.problems import Problem
from graph.domain.table import CompiledPolicy, compile_policy
from graph.errors import InvalidInput
from graph.store.history import clock_of
from graph.store.models import active_models, register_model
from graph.store.pages import LARGEST_PAGE, Wanted, task_page
from graph.store.points import standing
from graph.store.routing import Routed
from graph.store.store import Store
from ingestion.clock import WEEK, Shift, shift_of, shift_to
from ingestion.history import Reading
from ingestion.loading import LoadReport, load_log
from ingestion.log.costs import error_costs
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.pack.policy import pack_policy
from ingestion.registering import Owners, register

Tell: TypeAlias = Callable[[str, int, int], None]
"""Told a step in words, how far it is, and its size (0 where unknown)."""


@dataclass(frozen=True, slots=True)
class PackLoad:
    """Which pack is loaded from where, for whom, and up to which moment of its log (None: that which is now)."""

    folder: Path
    data_dir: Path
    owners: Owners
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the live cases stand now, and one that waits: its id, the rule that routed it, and the reasons in words."""

    cases: int
    automatic: int
    human: int
    waiting: int
    example: tuple[str, str, tuple[str, ...]] | None


@dataclass(frozen=True, slots=True)
class PackReport:
    """What a load brought; `learned` is None where the models were there already, `shadows` 0 where theirs were."""

    pack: str
    point: str
    queue: str
    until: datetime
    log: LoadReport
    learned: Learned | None
    shadows: int
    routed: tuple[Routed, ...]
    standing: Standing


async def load_whole(store: Store, load: PackLoad, tell: Tell) -> PackReport:
    """Load a pack; doing it again finds everything and adds nothing.

    Raises InvalidInput with file, line and remedy, and the faults of the graph.
    """
    pack = load_pack(load.folder)
    tell("reading the log", 0, 0)
    log = await asyncio.to_thread(read_log, pack, load.folder / (pack.source.file or ""))
    shift = await _shift(store, pack, load)
    reading = Reading(pack, log, shift.as_of, shift.weeks)
    costs = error_costs(pack, log, shift.as_of)
    learned = None
    if not await active_models(store, pack.decision_point.id):
        history = History(pack, log, shift.as_of, _compiled(pack, load.folder), costs)
        learned = await asyncio.to_thread(learn, history, load.data_dir, lambda words: tell(words, 0, 0))
        fitted: Mapping[str, float] = {RISK_THRESHOLD: learned.threshold.below}
        await register(store, pack, load.folder, load.owners, fitted, costs)
    brought = await load_log(store, reading, tell)
    for spec in () if learned is None else learned.specs:
        answer = await register_model(store, spec, load.owners.approver_id)
        if not isinstance(answer, str):
            raise InvalidInput(answer.message)
    scorer = Scorer(load.data_dir)
    tell("scoring what was decided before", 0, 0)
    shadows = await scorer.shadow(store, pack.decision_point.id)
    routed = await _score_all(store, scorer, pack, tell)
    await issue_missing(store, BACK, lambda done, wanted: tell("forecasting hot spots", done, wanted))
    await score_due(store)
    point = pack.decision_point
    now = await _standing(store, point.id, point.queue.id)
    return PackReport(pack.pack, point.id, point.queue.id, shift.as_of, brought, learned, shadows, tuple(routed), now)


async def _standing(store: Store, point: str, queue: str) -> Standing:
    counts = await standing(store, point)
    page = await task_page(store, Wanted(LARGEST_PAGE), queue)
    tasks = () if isinstance(page, Problem) else page.items
    # The example with the most to tell; the most urgent of those.
    told = max(tasks, key=lambda task: len((task.prediction or {}).get("reasons", ())), default=None)
    example = None
    if told is not None and told.gate is not None:
        reasons = (*told.gate["reasons"], *(told.prediction or {}).get("reasons", ()))
        example = (told.case["externalId"], str(told.gate["rule"]), reasons)
    return Standing(counts.cases, counts.automatic, counts.human, counts.waiting, example)


async def _score_all(store: Store, scorer: Scorer, pack: Pack, tell: Tell) -> list[Routed]:
    routed = list[Routed]()
    while some := await scorer.score(store, pack.decision_point.id):
        routed += some
        tell("scoring and gating open cases", len(routed), 0)
    return routed


async def _shift(store: Store, pack: Pack, load: PackLoad) -> Shift:
    """Return the clock that the pack's data run on already, else the one that makes now a moment of its log."""
    known = await clock_of(store.graph, pack.pack)
    if known is not None and known.until is not None:
        return Shift(known.until, round(known.shift_ms / 1000 / WEEK.total_seconds()))
    now = store.clock.now().replace(second=0, microsecond=0)
    return shift_to(pack, now) if load.as_of is None else shift_of(pack, load.as_of, now)


def _compiled(pack: Pack, folder: Path) -> CompiledPolicy:
    policy = read_policy(pack_policy(pack, folder, {}).text)
    compiled = policy if isinstance(policy, tuple) else compile_policy(policy)
    if isinstance(compiled, tuple):
        raise InvalidInput(f"{pack.decision_point.policy}: {compiled[0].message}")
    return compiled
