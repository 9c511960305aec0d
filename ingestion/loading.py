"""Loads a log into the graph: its history in bulk, then what is still open as live cases."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from graph.domain.case import CaseSubmission
from graph.domain.gate_facts import Quality
from graph.domain.problems import Problem
from graph.domain.quality import judge
from graph.domain.roles import Actor, ActorKind, Role
from graph.errors import InvalidInput
from graph.store.cases import submit
from graph.store.history import Loaded, load, present_cases
from graph.store.store import Store
from ingestion.history import Reading, history_of
from ingestion.intake import quality_gates
from ingestion.live import Desk, desk_of, open_cases
from ingestion.log.report import FileReport, refuse_spoilt, report_of
from ingestion.pack.model import Pack

INGESTION = Actor("ingestion", "signoff-ingestion", ActorKind.SOFTWARE, frozenset({Role.INTEGRATOR}))
SUBMITTED_TOGETHER = 64

OnProgress: TypeAlias = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What came in: replayed history, and live cases that were new or already there; `file` where one was read."""

    history: Loaded
    open_new: int
    open_present: int
    tainted: int
    file: FileReport | None = None


async def load_log(store: Store, reading: Reading, on_progress: OnProgress) -> LoadReport:
    """Load a log up to its moment; the same reading twice adds nothing.

    `on_progress` is told a step, how far it is, and its size. The decision point must be registered.
    Raises TooManyRefused before anything is written, InvalidInput, and the faults of the graph.
    """
    refuse_spoilt(reading.log)
    history = history_of(reading)
    loaded = await load(store.graph, store.clock, history, lambda done, total: on_progress("history", done, total))
    digests = {version.version: version.sha256 for version in history.versions}
    desk = desk_for(reading, digests, history.run.as_of)
    waiting = list(open_cases(desk, history.run.as_of))
    new = await submit_all(store, waiting, lambda done: on_progress("open cases", done, len(waiting)))
    tainted = sum(_is_tainted(reading.pack, submission) for submission in waiting)
    return LoadReport(loaded, new, len(waiting) - new, tainted, report_of(reading.log))


def _is_tainted(pack: Pack, submission: CaseSubmission) -> bool:
    quality = judge(quality_gates(pack), submission.gate_row or {}, submission.findings)
    return quality.verdict is not Quality.CLEAN


def desk_for(reading: Reading, digests: Mapping[str, str], as_of: datetime) -> Desk:
    """Prepare submissions with deadlines fitted before the reading's moment, or on all of the log."""
    return desk_of(reading, digests, reading.until or as_of)


async def submit_all(store: Store, submissions: Sequence[CaseSubmission], on_progress: Callable[[int], None]) -> int:
    """Submit the cases that are not there yet, a few dozen at a time, and return how many those were."""
    if not submissions:
        return 0
    point = submissions[0].decision_point
    present = await present_cases(store.graph, point, [one.external_id for one in submissions])
    new = [one for one in submissions if one.external_id not in present]
    for first in range(0, len(new), SUBMITTED_TOGETHER):
        together = new[first : first + SUBMITTED_TOGETHER]
        await asyncio.gather(*(submit_once(store, submission) for submission in together))
        on_progress(len(submissions) - len(new) + first + len(together))
    return len(new)


async def submit_once(store: Store, submission: CaseSubmission) -> None:
    """Submit a case as the ingestion's own account; raises InvalidInput with the refusal."""
    named = f"{submission.decision_point}|{submission.external_id}"
    key = f"ingest-{hashlib.sha256(named.encode()).hexdigest()}"
    answer = await submit(store, INGESTION, submission, key)
    if isinstance(answer, Problem):
        raise InvalidInput(f"Case {submission.external_id} was refused: {answer.message}")
