"""What the gates of a whole file said, as it is stored, and what the next file is compared with."""

import json
from collections.abc import Sequence
from datetime import datetime

from graph.domain.audit.replay_digests import file_check_digest
from graph.domain.intake.distribution import Profile, profile_of_stored
from graph.domain.intake.file_gates import FILE_GATE, FileQuality
from graph.domain.intake.quality_gates import GateRun
from graph.domain.kernel.canonical import canonical_json
from graph.domain.kernel.moments import milliseconds
from graph.queries.intake.file_checks import FILE_CHECK, PROFILE_BEFORE, JudgedVersionRow, ProfileBeforeParams
from graph.queries.intake.ingest import FindRunParams
from graph.records.intake import QualityCheckRecord
from graph.session import Graph


def file_check(quality: FileQuality, check_id: str, known_at: int, recorded_at: int) -> QualityCheckRecord:
    """Return the quality check of a file; times in epoch milliseconds."""
    named = {run: [one for one in quality.results if one.run is run] for run in GateRun}
    silent = (f"{FILE_GATE}{one.gate.name} did not run: {one.measured}" for one in named[GateRun.NOT_RUN])
    return QualityCheckRecord(
        id=check_id,
        verdict=quality.verdict.value,
        findings=[*(one.finding for one in quality.failed), *silent],
        gates_passed=[one.gate.name for one in named[GateRun.PASSED]],
        gates_failed=[one.gate.name for one in named[GateRun.FAILED]],
        gates_not_run=[one.gate.name for one in named[GateRun.NOT_RUN]],
        gates_digest=None,
        gate_row=canonical_json({one.gate.name: one.measured for one in quality.results}).decode(),
        known_at=known_at,
        recorded_at=recorded_at,
    )


def judged_versions(quality: FileQuality, keys: Sequence[str]) -> list[JudgedVersionRow]:
    """Return the versions that a file states, the newest last, with what taints each case that is taken from them."""
    return [JudgedVersionRow(key, quality.findings(newest=key == keys[-1])) for key in keys]


async def file_gates_digest(graph: Graph, run_key: str) -> str | None:
    """Return the digest of what is stored of a run's file gates; None where its pack has none."""
    rows = await graph.read(FILE_CHECK, FindRunParams(run_key))
    return file_check_digest(rows[0].stated) if rows else None


async def profile_before(graph: Graph, dataset_key: str, at: datetime) -> Profile | None:
    """Return how the newest version of a dataset before a moment was distributed; None where there is none."""
    rows = await graph.read(PROFILE_BEFORE, ProfileBeforeParams(dataset_key, milliseconds(at)))
    return profile_of_stored(json.loads(rows[0].profile)) if rows else None
