"""Loads a log into the graph: its history in bulk, then what is still open as live cases."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias, TypeGuard

from graph.domain.intake.case import CaseSubmission, check_submission
from graph.domain.intake.file_gates import NO_FILE_GATES, FileQuality
from graph.domain.intake.masking import masked_fields
from graph.domain.intake.quality import Quality, judge
from graph.domain.intake.replay import History, ReplayCase
from graph.domain.kernel.canonical import Json, Scalar
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.errors import InvalidInput
from graph.store.decision.violations import ViolationReviews, review_violations
from graph.store.intake.cases import submit
from graph.store.intake.history import Loaded, latest_load, load, present_cases
from graph.store.kernel.store import Store
from ingestion.clock import WEEK
from ingestion.correcting import (
    Correction,
    apart,
    find_corrections,
    of_version,
    refuse_moved_rows,
    report_outcomes,
    revise,
)
from ingestion.file_gates import check_file, tainted_history, tainted_submission
from ingestion.history import LogReading, history_of
from ingestion.intake import intake_rules, quality_gates
from ingestion.late_reviews import questioned_cases
from ingestion.live import SubmissionBuilder, open_cases, submission_builder
from ingestion.log.report import FileReport, refuse_spoilt, report_of
from ingestion.pack.model import Pack

INGESTION = Actor("ingestion", "signoff-ingestion", ActorKind.SOFTWARE, frozenset({Role.INTEGRATOR}))
SUBMITTED_TOGETHER = 64
"""Enough for the store to commit them in groups, few enough that progress shows."""

OnProgress: TypeAlias = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What came in: replayed history, and live cases that were new or already there.

    `file` where one was read; `corrections` are the cases that it states otherwise than they were held, `outcomes_here`
    how many outcomes it brought of decisions that were taken here, `reviews` which decided cases later rows question.
    """

    history: Loaded
    open_new: int
    open_present: int
    tainted: int
    file: FileReport | None = None
    corrections: tuple[Correction, ...] = ()
    file_quality: FileQuality = NO_FILE_GATES
    outcomes_here: int = 0
    reviews: ViolationReviews = field(default_factory=ViolationReviews)


async def load_log(store: Store, reading: LogReading, on_progress: OnProgress) -> LoadReport:
    """Load a log up to its moment; the same reading twice adds nothing.

    `on_progress` is told a step, how far it is, and its size. The decision point must be registered.
    Raises TooManyRefused before anything is written, InvalidInput, and the faults of the graph.
    """
    refuse_spoilt(reading.log)
    file = await check_file(store, reading)
    read = masked_history(store, reading.pack, history_of(reading))
    history, names = await apart(store, read)
    digests = {version.version: version.sha256 for version in read.versions}
    desk = builder_for(reading, digests, history.run.as_of)
    rules = intake_rules(reading.pack)
    stated = (of_version(one, names) for one in open_cases(desk, history.run.as_of))
    waiting = [replace(one, payload=store.masks.sealed(rules, one.payload)) for one in stated]
    corrections = await find_corrections(store, history, waiting)
    refuse_moved_rows(reading.pack, corrections)
    _refuse_early(store, [*waiting, *corrections.submissions])
    waiting = [tainted_submission(one, file) for one in waiting]
    corrections = replace(corrections, submissions=[tainted_submission(one, file) for one in corrections.submissions])
    loaded = await load(
        store.graph,
        store.clock,
        tainted_history(history, file),
        lambda done, total: on_progress("history", done, total),
        lambda: revise(store, INGESTION, corrections, reading.log.sha256),
    )
    outcomes_here, refused = await report_outcomes(store, INGESTION, corrections)
    new = await submit_all(store, waiting, lambda done: on_progress("open cases", done, len(waiting)))
    reviews = await review_violations(store, INGESTION, questioned_cases(reading))
    tainted = sum(_is_tainted(reading.pack, submission) for submission in waiting)
    listed = [replace(one, revised=one.revised and not loaded.already_done) for one in corrections.items]
    return LoadReport(
        loaded,
        new,
        len(waiting) - new,
        tainted,
        report_of(reading.log),
        (*listed, *refused),
        file.quality,
        outcomes_here,
        reviews,
    )


def masked_history(store: Store, pack: Pack, history: History) -> History:
    """Return a history with the masked values of its cases sealed, as they are stored."""
    rules = intake_rules(pack)
    if not masked_fields(rules):
        return history

    def sealed(case: ReplayCase) -> ReplayCase:
        values = store.masks.sealed(rules, dict(case.values))
        return replace(case, values={name: value for name, value in values.items() if _is_scalar(value)})

    decisions = [replace(one, case=sealed(one.case)) for one in history.decisions]
    return replace(history, decisions=decisions, undecided=[sealed(one) for one in history.undecided])


def _is_scalar(value: Json) -> TypeGuard[Scalar]:
    return isinstance(value, str | int | float | None)


async def on_loaded_clock(store: Store, reading: LogReading) -> LogReading:
    """Return the reading on the clock on which the pack's data run already, up to their moment where that is moved."""
    before = await latest_load(store.graph, reading.pack.pack)
    weeks = 0 if before is None else round(before.shift_ms / 1000 / WEEK.total_seconds())
    if before is None or weeks == 0:
        return reading
    return replace(reading, until=reading.until or before.until, shift_weeks=weeks)


def _refuse_early(store: Store, submissions: Sequence[CaseSubmission]) -> None:
    """Raise for a case that would be refused, while nothing is written yet."""
    now = store.clock.now()
    for submission in submissions:
        if problem := check_submission(submission, now):
            line = "" if submission.source is None else f", line {submission.source.row}"
            raise InvalidInput(
                f"Case {submission.external_id}{line} is refused, nothing was written: {problem.message}"
            )


def _is_tainted(pack: Pack, submission: CaseSubmission) -> bool:
    quality = judge(quality_gates(pack), submission.gate_row or {}, submission.findings)
    return quality.verdict is not Quality.CLEAN


def builder_for(reading: LogReading, digests: Mapping[str, str], as_of: datetime) -> SubmissionBuilder:
    """Prepare submissions with deadlines fitted before the reading's moment, or on all of the log."""
    return submission_builder(reading, digests, reading.until or as_of)


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
    named = submission.key
    key = f"ingest-{hashlib.sha256(named.encode()).hexdigest()}"
    answer = await submit(store, INGESTION, submission, key)
    if isinstance(answer, Problem):
        raise InvalidInput(f"Case {submission.external_id} was refused: {answer.message}")
