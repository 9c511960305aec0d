"""What is still to come in a log: arrivals of cases and outcomes, in time order, on our clock.

The log's people did not follow Signoff. So what they decided later is not replayed into open work: a case waits for
whoever reviews it here, and the log only says what later became of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import TypeAlias

from graph.domain.decision.violation import Violation
from graph.domain.intake.case import CaseSubmission
from ingestion.history import LogReading
from ingestion.live import SubmissionBuilder
from ingestion.log.cases import LogCase, cases_by_trace
from ingestion.log.labels import Known, LabelReader
from ingestion.log.late_violations import late_violations
from ingestion.pack.casework import ANY


@dataclass(frozen=True, slots=True)
class Arrival:
    """A case that starts at `at`."""

    at: datetime
    submission: CaseSubmission


@dataclass(frozen=True, slots=True)
class ComingOutcome:
    """What becomes of a case if it was decided as `of` (an action, or ANY)."""

    at: datetime
    external_id: str
    of: str
    name: str
    value: bool


@dataclass(frozen=True, slots=True)
class ComingViolation:
    """A row that questions the decision of a case, because it breaks a rule on the order of events."""

    at: datetime
    external_id: str
    violation: Violation


ToCome: TypeAlias = Arrival | ComingOutcome | ComingViolation


def coming(desk: SubmissionBuilder) -> list[ToCome]:
    """Return everything after the reading's moment, in time order; equal times keep the file's order."""
    events: list[ToCome] = []
    whole = LogReading(desk.reading.pack, desk.reading.log, None, desk.reading.shift_weeks)
    arrives = desk.reading.arrives
    until = desk.reading.until
    if until is None:
        return events
    reader = LabelReader(whole.pack, whole.log)
    for trace, cases in cases_by_trace(whole.pack, whole.log):
        known = Known(trace, cases, None)
        for place, case in enumerate(cases):
            if not case.needs_decision or _decided_before(case, until):
                continue
            if case.start.at >= until:
                at = arrives(case.start.at)
                events.append(Arrival(at, desk.submission(trace, cases, place, at)))
            events += _outcomes(desk, reader, case, known)
    events += [
        ComingViolation(arrives(one.at), one.external_id, one.violation)
        for one in late_violations(whole.pack, whole.log)
        if one.at >= until
    ]
    return sorted(events, key=attrgetter("at"))


def _decided_before(case: LogCase, until: datetime) -> bool:
    return case.decision is not None and case.decision.at < until


def _outcomes(desk: SubmissionBuilder, reader: LabelReader, case: LogCase, known: Known) -> Iterator[ComingOutcome]:
    """Yield outcomes for any action, where they do not depend on what the log's people did."""
    for label, outcome in reader.by_label(case, known):
        yield ComingOutcome(
            desk.reading.arrives(outcome.known_at), outcome.case_id, label.of or ANY, outcome.name, outcome.value
        )
