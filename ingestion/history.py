"""A log up to a moment as replayed history: what was decided by whom, on which data, with what outcome."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from graph.domain.intake.case import EntityRef
from graph.domain.intake.quality import QualityReport
from graph.domain.intake.replay import (
    History,
    ReplayCase,
    ReplayDecision,
    ReplayFeature,
    ReplayOutcome,
    ReplayRun,
    ReplaySource,
    ReplayVersion,
)
from graph.domain.intake.titles import HOURS_LEFT
from graph.domain.kernel.row_moments import ROW, part_of_row, row_of
from ingestion.clock import Shift
from ingestion.concerned import CaseConcerns, replay_entities
from ingestion.file_profiles import profile_of
from ingestion.gates import gate_columns, gate_row_of, quality_of_all
from ingestion.intake import intake_rules
from ingestion.log.cases import LogCase, cases_by_trace
from ingestion.log.columns import kind_of, value_places, values_at
from ingestion.log.deadline import HOUR, ResolveThreshold, due_at, fit_thresholds
from ingestion.log.events import EventLog, LogEvent, Trace
from ingestion.log.labels import Known, LabelReader, span_of
from ingestion.log.refusals import refusals_of
from ingestion.pack.columns import Column
from ingestion.pack.model import Pack
from ingestion.solutions import solutions_of

ROW_PACE = timedelta(minutes=1)
"""How long after another a row of a log without a clock arrives where it is played: a pace that a person follows."""
PARTS_REMEMBERED = 100_000
"""Moments whose week is known, in some megabytes: most rows of a log share theirs with others."""
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""A moment after all others; the calendar ends that year."""


@dataclass(frozen=True, slots=True)
class LogReading:
    """A log read by its pack up to a moment; `until` (UTC, the log's clock) is None for all of it.

    `read_at` (UTC) is when it was read.
    """

    pack: Pack
    log: EventLog
    until: datetime | None
    shift_weeks: int
    read_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def latest(self) -> datetime:
        """The moment by which all that it tells has happened, on the log's clock."""
        return self.until or self.read_at

    @property
    def shift(self) -> Shift:
        """The move from the log's clock to ours."""
        loaded_at = None if self.pack.clock.has_times else self.read_at
        return Shift(self.until or NEVER, self.shift_weeks, loaded_at)

    def arrives(self, at: datetime) -> datetime:
        """Return when something of the log that is still to come arrives on our clock; without a clock by its place."""
        if self.pack.clock.has_times or self.until is None:
            return self.shift.moved(at)
        return self.read_at + (at - self.until) / ROW * ROW_PACE

    @property
    def live_since(self) -> datetime | None:
        """The moment before which an undecided case began that is history; None where all of them are live."""
        within = self.pack.demo.live_within
        return None if within is None or self.until is None else self.until - span_of(within)

    def known(self, event: LogEvent) -> bool:
        """Tell whether an event belongs to what is known."""
        return self.known_at(event.at)

    def known_at(self, at: datetime) -> bool:
        """Tell whether what became known at a moment (UTC, the log's clock) belongs to what is known."""
        return self.until is None or at < self.until

    def version_of(self, event: LogEvent) -> str:
        """Name the dataset version of an event: its week or rows, or the live part of those after the moment."""
        part = part_of(self.pack, event.at)
        return part if self.known(event) else f"{part}-live"

    def place_of(self, event: LogEvent) -> int | None:
        """Return the place of an event in a log without a clock."""
        return None if self.pack.clock.has_times else row_of(event.at)


def part_of(pack: Pack, at: datetime) -> str:
    """Name the week of a time on the log's own clock, such as 2016-W15; without a clock its rows."""
    if not pack.clock.has_times:
        first, last = part_of_row(at)
        return f"rows {first:08}-{last:08}"
    year, week, _ = at.astimezone(pack.zone).isocalendar()
    return f"{year}-W{week:02}"


def history_of(reading: LogReading) -> History:
    """Gather everything that was decided before the moment."""
    pack, log = reading.pack, reading.log
    decisions: list[ReplayDecision] = []
    undecided: list[ReplayCase] = []
    outcomes: list[ReplayOutcome] = []
    reader = LabelReader(pack, log, reading.until)
    thresholds = fit_thresholds(pack, log, reading.until or NEVER)
    cases = list(_ended_cases(reading))
    judged = quality_of_all(pack, log, [(known.trace, log_case) for known, log_case in cases], reading.latest)
    replays = CaseReplays(reading)
    for (known, log_case), quality in zip(cases, judged, strict=True):
        case = replays.case(log_case, quality)
        if log_case.has_decider:
            decisions.append(_decision(reading, log_case, case, thresholds))
        else:
            undecided.append(case)
        outcomes += _outcomes(reading, reader, log_case, known)
    brought = [*(one.case for one in decisions), *undecided]
    return History(
        run=_run(reading),
        intake=intake_rules(pack),
        actor_column=pack.decisions.by or "",
        versions=list(_versions(reading)),
        features=[_feature(pack.column(name)) for name in pack.case_columns],
        entities=list(replay_entities(pack, log, _concerned(reading, brought), reading.known)),
        decisions=decisions,
        outcomes=outcomes,
        refusals=list(refusals_of(pack, log)),
        undecided=undecided,
        solutions=solutions_of(pack, log, reading.until, reading.shift),
    )


class CaseReplays:
    """Describes the cases of a reading by their start rows; what it reads of them is looked up once."""

    def __init__(self, reading: LogReading) -> None:
        """Look up where each value of a case stands."""
        self._reading, self._shift = reading, reading.shift
        self._places = value_places(reading.pack, reading.log)
        self._gate_columns = gate_columns(reading.pack)
        self._concerns = CaseConcerns(reading.pack, reading.log)

    def case(self, case: LogCase, quality: QualityReport) -> ReplayCase:
        """Describe a case, of the quality that its gates found."""
        reading, start = self._reading, case.start
        return ReplayCase(
            external_id=case.case_id,
            values=values_at(case, self._places),
            entities=tuple(self._concerns.refs(case)),
            quality=quality,
            gate_row=gate_row_of(reading.log, case, self._gate_columns),
            started_at=self._shift.moved(start.at),
            source_at=start.at if reading.pack.clock.has_times else None,
            version=reading.version_of(start),
            line=start.line,
            requested_by=self._concerns.requester(case),
            place=reading.place_of(start),
        )


def open_cases_of(reading: LogReading) -> Iterator[tuple[Trace, Sequence[LogCase], int]]:
    """Yield the cases that wait for a decision, as the file has them, each by its place among those of its key."""
    for trace, cases in cases_by_trace(reading.pack, reading.log, reading.until):
        for place, case in enumerate(cases):
            if _is_open(reading, case):
                yield trace, cases, place


def _is_open(reading: LogReading, case: LogCase) -> bool:
    if not case.needs_decision or case.decision is not None or case.end is not None or not case.start.timed:
        return False
    return reading.live_since is None or case.start.at >= reading.live_since


def _ended_cases(reading: LogReading) -> Iterator[tuple[Known, LogCase]]:
    """Yield the cases that were decided before the moment, or had ended by then."""
    for trace, cases in cases_by_trace(reading.pack, reading.log, reading.until):
        known = Known(trace, cases, reading.until)
        for case in cases:
            if case.needs_decision and not _is_open(reading, case):
                yield known, case


def _decision(
    reading: LogReading, log_case: LogCase, case: ReplayCase, thresholds: Mapping[str, ResolveThreshold]
) -> ReplayDecision:
    pack, decided = reading.pack, log_case.decision
    if decided is None or decided.actor is None:
        raise AssertionError(log_case.case_id)
    due = due_at(pack, reading.log, log_case.start, thresholds)
    if due is not None:
        # A policy that reads it can then be replayed over what was decided before there was a policy.
        case = replace(case, values={**case.values, HOURS_LEFT: round((due - log_case.start.at) / HOUR, 2)})
    return ReplayDecision(
        case=case,
        action=decided.action,
        verdict=pack.actions[decided.action].verdict,
        decider=decided.actor,
        decided_at=reading.shift.moved(decided.at),
        machine=not decided.human,
        place=reading.place_of(decided.event),
    )


def _outcomes(reading: LogReading, reader: LabelReader, case: LogCase, known: Known) -> Iterator[ReplayOutcome]:
    for outcome in reader.outcomes(case, known):
        known_at = reading.shift.moved(outcome.known_at)
        timed = reading.pack.clock.has_times
        place = None if timed else row_of(outcome.known_at)
        yield ReplayOutcome(outcome.case_id, outcome.name, outcome.value, known_at, timed=timed, place=place)


def _concerned(reading: LogReading, ended: Sequence[ReplayCase]) -> frozenset[EntityRef]:
    """Return what the past and the open cases concern: an entity of no case would be tied to nothing."""
    concerns = CaseConcerns(reading.pack, reading.log)
    waiting = (cases[place] for _, cases, place in open_cases_of(reading))
    open_ones = (one for case in waiting for one in concerns.refs(case))
    return frozenset(open_ones) | {one for case in ended for one in case.entities}


def events_by_part(reading: LogReading) -> dict[str, list[LogEvent]]:
    """Return the known events by their weeks (without a clock: rows), the earliest first, in the file's order."""
    weeks: defaultdict[str, list[LogEvent]] = defaultdict(list)
    part = lru_cache(PARTS_REMEMBERED)(lambda at: part_of(reading.pack, at))
    for _, event in reading.log.events():
        if reading.known(event):
            weeks[part(event.at)].append(event)
    return {week: sorted(weeks[week], key=lambda event: event.line) for week in sorted(weeks)}


def _versions(reading: LogReading) -> Iterator[ReplayVersion]:
    for week, events in events_by_part(reading).items():
        total = hashlib.sha256()
        for event in events:
            total.update("\x1f".join(map(str, event.cells)).encode())
            total.update(b"\n")
        last = max(event.at for event in events)
        profile = profile_of(reading.pack, reading.log, events)
        part = _slice(reading.pack, events)
        yield ReplayVersion(week, total.hexdigest(), len(events), reading.shift.moved(last), part, profile)


def _slice(pack: Pack, events: Sequence[LogEvent]) -> str:
    """Say which part of the dataset some rows are: by which column, from when to when on the log's own clock."""
    if not pack.clock.has_times:
        places = [row_of(event.at) for event in events]
        return f"{pack.clock.order} from {min(places)} to {max(places)}"
    zone = pack.zone
    times = [at.astimezone(zone).replace(tzinfo=None) for at in {event.at for event in events}]
    return f"{pack.clock.time} from {min(times):%Y-%m-%d %H:%M} to {max(times):%Y-%m-%d %H:%M}"


def _feature(column: Column) -> ReplayFeature:
    return ReplayFeature(column.id, kind_of(column), column.unit, str(column.available), column.words)


def _run(reading: LogReading) -> ReplayRun:
    pack, log = reading.pack, reading.log
    last = max(event.at for _, event in log.events())
    return ReplayRun(
        source=ReplaySource(
            pack=pack.pack,
            point=pack.decision_point.id,
            source=pack.source.name,
            licence=pack.source.licence,
            namespace=pack.source.namespace,
            dataset=pack.source.dataset,
            columns=tuple(f"{column.id}:{column.type}:{column.available}" for column in pack.columns),
            file=log.name,
            sha256=log.sha256,
            rows=log.rows,
            rows_of=log.file_sha256,
        ),
        until=reading.until,
        timed=pack.clock.has_times,
        as_of=reading.shift.moved(reading.until or last),
        shift_weeks=reading.shift_weeks,
    )
