"""Cases that are still open at the moment, and those still to come, as submissions to the gate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from graph.domain.intake.case import CaseSubmission, SourceRef
from graph.domain.intake.titles import HOURS_LEFT
from graph.domain.kernel.canonical import Json
from ingestion.gates import intake_findings, quality_of
from ingestion.history import CaseReplays, LogReading, open_cases_of
from ingestion.intake import previous_of
from ingestion.log.cases import LogCase
from ingestion.log.deadline import HOUR, ResolveThreshold, cell_time, due_at, fit_thresholds
from ingestion.log.events import Trace
from ingestion.log.rows import change_columns
from ingestion.pack.model import Pack


@dataclass(frozen=True, slots=True)
class SubmissionBuilder:
    """What turns a case of the log into a submission: the reading, its deadlines, and digests of its weeks."""

    reading: LogReading
    thresholds: Mapping[str, ResolveThreshold]
    digests: Mapping[str, str]

    def submission(self, trace: Trace, cases: Sequence[LogCase], place: int, now: datetime) -> CaseSubmission:
        """Return the case at a place among its key's, as its start row tells it; `now` is on our clock."""
        case, reading = cases[place], self.reading
        pack, log = reading.pack, reading.log
        seen, latest = _as_seen(reading, case)
        replayed = CaseReplays(reading).case(case, quality_of(pack, log, (trace, seen), latest))
        payload: dict[str, Json] = {**replayed.values, **self._context(cases, place)}
        due = due_at(pack, log, case.start, self.thresholds)
        if due is not None:
            payload[HOURS_LEFT] = round((self.reading.shift.moved(due) - now) / HOUR, 2)
        return CaseSubmission(
            decision_point=pack.decision_point.id,
            external_id=replayed.external_id,
            payload=payload,
            occurred_at=replayed.started_at if replayed.place is None else None,
            known_at=replayed.started_at,
            entities=replayed.entities,
            requested_by_outside=replayed.requested_by,
            source=SourceRef(
                source=pack.source.name,
                namespace=pack.source.namespace,
                dataset=pack.source.dataset,
                version=replayed.version,
                sha256=self.digests.get(replayed.version, log.sha256),
                row=replayed.line,
            ),
            findings=intake_findings(pack, log, (trace, seen), latest),
            gate_row=replayed.gate_row,
            source_at=replayed.source_at,
            sequence=replayed.place,
        )

    def _context(self, cases: Sequence[LogCase], place: int) -> dict[str, Json]:
        """Return what a forecast needs beside the start row; times are on the log's own clock."""
        pack, log, case = self.reading.pack, self.reading.log, cases[place]
        row = self.reading.place_of(case.start)
        began: dict[str, Json] = {"started_at": _local(pack, case.start.at)} if row is None else {"row": row}
        context: dict[str, Json] = {"sequence": case.sequence, **began}
        for name in change_columns(pack)[:1]:
            before = cases[place - 1].held.get(name) if place else None
            context[previous_of(name)] = str(before or "")
        if pack.deadline is not None:
            opened = cell_time(case.start, log, pack.deadline.opened)
            context["opened_at"] = _local(pack, opened or case.start.at)
            context["stratum"] = str(case.start.cells[log.columns[pack.deadline.per]] or "")
        return context


def _as_seen(reading: LogReading, case: LogCase) -> tuple[LogCase, datetime]:
    """Return a case without a decision that is still to come, and the moment by which what it tells has happened."""
    to_come = case.decision is not None and not reading.known_at(case.decision.at)
    latest = reading.latest if reading.known(case.start) else case.start.at
    return replace(case, decision=None) if to_come else case, latest


def _local(pack: Pack, at: datetime) -> str:
    return at.astimezone(pack.zone).replace(tzinfo=None).isoformat(timespec="minutes")


def submission_builder(reading: LogReading, digests: Mapping[str, str], cut: datetime) -> SubmissionBuilder:
    """Prepare submissions; deadlines are fitted on what was known before `cut` (UTC, the log's clock)."""
    return SubmissionBuilder(reading, fit_thresholds(reading.pack, reading.log, cut), digests)


def open_cases(desk: SubmissionBuilder, now: datetime) -> Iterator[CaseSubmission]:
    """Yield the cases without a human act yet, oldest first as the file has them; `now` is on our clock."""
    for trace, cases, place in open_cases_of(desk.reading):
        yield desk.submission(trace, cases, place, now)
