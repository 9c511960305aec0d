"""Cases that are still open at the moment, and those still to come, as submissions to the gate."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.domain.canonical import Json
from graph.domain.case import CaseSubmission, SourceRef
from ingestion.history import Reading, replay_case
from ingestion.log.deadline import HOUR, Threshold, due_at, fit_thresholds
from ingestion.log.events import Trace
from ingestion.log.stays import Stay, stays_by_trace

HOURS_LEFT = "hours_to_deadline"


@dataclass(frozen=True, slots=True)
class Desk:
    """What turns a case of the log into a submission: the reading, its deadlines, and digests of its weeks."""

    reading: Reading
    thresholds: Mapping[str, Threshold]
    digests: Mapping[str, str]

    def submission(self, trace: Trace, stay: Stay, now: datetime) -> CaseSubmission:
        """Return the case as its start row tells it, and the time left at `now` (our clock)."""
        case = replay_case(self.reading, trace, stay)
        pack, log = self.reading.pack, self.reading.log
        payload: dict[str, Json] = dict(case.values)
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
            findings=case.findings,
            source_at=case.source_at,
        )


def desk_of(reading: Reading, digests: Mapping[str, str], cut: datetime) -> Desk:
    """Prepare submissions; deadlines are fitted on what was known before `cut` (UTC, the log's clock)."""
    return Desk(reading, fit_thresholds(reading.pack, reading.log, cut), digests)


def open_cases(desk: Desk, now: datetime) -> Iterator[CaseSubmission]:
    """Yield the cases without a human act yet, oldest first as the file has them; `now` is on our clock."""
    reading = desk.reading
    for trace, stays in stays_by_trace(reading.pack, reading.log, reading.until):
        last = stays[-1]
        if last.needs_decision and last.decision is None and last.end is None:
            yield desk.submission(trace, last, now)
