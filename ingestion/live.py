"""Cases that are still open at the moment, and those still to come, as submissions to the gate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from graph.domain.intake.case import CaseSubmission, SourceRef
from graph.domain.kernel.canonical import Json
from ingestion.gates import found_by_door, quality_of
from ingestion.history import Reading, replay_case
from ingestion.log.deadline import HOUR, Threshold, cell_time, due_at, fit_thresholds
from ingestion.log.events import Trace
from ingestion.log.stays import Stay, stays_by_trace
from ingestion.pack.model import ChangedStart, Pack
from ingestion.pack.policy import HOURS_LEFT


@dataclass(frozen=True, slots=True)
class Desk:
    """What turns a case of the log into a submission: the reading, its deadlines, and digests of its weeks."""

    reading: Reading
    thresholds: Mapping[str, Threshold]
    digests: Mapping[str, str]

    def submission(self, trace: Trace, stays: Sequence[Stay], place: int, now: datetime) -> CaseSubmission:
        """Return the case at a place among its key's, as its start row tells it; `now` is on our clock."""
        stay, reading = stays[place], self.reading
        pack, log = reading.pack, reading.log
        seen, latest = _as_seen(reading, stay)
        case = replay_case(reading, stay, quality_of(pack, log, (trace, seen), latest))
        payload: dict[str, Json] = {**case.values, **self._context(stays, place)}
        due = due_at(pack, log, stay.start, self.thresholds)
        if due is not None:
            payload[HOURS_LEFT] = round((self.reading.shift.moved(due) - now) / HOUR, 2)
        return CaseSubmission(
            decision_point=pack.decision_point.id,
            external_id=case.external_id,
            payload=payload,
            occurred_at=case.started_at,
            known_at=case.started_at,
            entities=case.entities,
            source=SourceRef(
                source=pack.source.name,
                namespace=pack.source.namespace,
                dataset=pack.source.dataset,
                version=case.version,
                sha256=self.digests.get(case.version, log.sha256),
                row=case.line,
            ),
            findings=found_by_door(pack, log, (trace, seen), latest),
            gate_row=case.gate_row,
            source_at=case.source_at,
        )

    def _context(self, stays: Sequence[Stay], place: int) -> dict[str, Json]:
        """Return what a forecast needs beside the start row; times are on the log's own clock."""
        pack, log, stay = self.reading.pack, self.reading.log, stays[place]
        changes = [start.column for start in pack.cases.starts if isinstance(start, ChangedStart)]
        before = stays[place - 1].held.get(changes[0]) if place and changes else None
        context: dict[str, Json] = {
            "sequence": stay.sequence,
            "previous_group": str(before or ""),
            "started_at": _local(pack, stay.start.at),
        }
        if pack.deadline is not None:
            opened = cell_time(stay.start, log, pack.deadline.opened)
            context["opened_at"] = _local(pack, opened or stay.start.at)
            context["stratum"] = str(stay.start.cells[log.columns[pack.deadline.per]] or "")
        return context


def _as_seen(reading: Reading, stay: Stay) -> tuple[Stay, datetime]:
    """Return a case without a decision that is still to come, and the moment by which what it tells has happened."""
    to_come = stay.decision is not None and not reading.known(stay.decision)
    latest = reading.latest if reading.known(stay.start) else stay.start.at
    return replace(stay, decision=None) if to_come else stay, latest


def _local(pack: Pack, at: datetime) -> str:
    return at.astimezone(pack.table.zone).replace(tzinfo=None).isoformat(timespec="minutes")


def desk_of(reading: Reading, digests: Mapping[str, str], cut: datetime) -> Desk:
    """Prepare submissions; deadlines are fitted on what was known before `cut` (UTC, the log's clock)."""
    return Desk(reading, fit_thresholds(reading.pack, reading.log, cut), digests)


def open_cases(desk: Desk, now: datetime) -> Iterator[CaseSubmission]:
    """Yield the cases without a human act yet, oldest first as the file has them; `now` is on our clock."""
    reading = desk.reading
    for trace, stays in stays_by_trace(reading.pack, reading.log, reading.until):
        last = stays[-1]
        if last.needs_decision and last.decision is None and last.end is None:
            yield desk.submission(trace, stays, len(stays) - 1, now)
