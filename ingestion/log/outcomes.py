"""What became of a decided case: each outcome with the moment from which it was known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ingestion.log.cases import CaseRule, EndedBy, LogCase
from ingestion.log.deadline import final_event
from ingestion.log.events import EventLog, LogEvent, Trace
from ingestion.pack.model import OutcomeRule, Pack


@dataclass(frozen=True, slots=True)
class LogOutcome:
    """An outcome of a case: whether it came true, since when that was known (UTC), and the line that shows it."""

    case_id: str
    name: str
    value: bool
    known_at: datetime
    line: int


@dataclass(frozen=True, slots=True)
class Known:
    """What outcome rules read: the trace, its cases, and the end of knowledge."""

    trace: Trace
    cases: Sequence[LogCase]
    until: datetime | None

    def events(self) -> Iterator[LogEvent]:
        """Yield the events that are known."""
        return (event for event in self.trace.events if self.until is None or event.at < self.until)


class OutcomeReader:
    """The pack's outcome rules over a log."""

    def __init__(self, pack: Pack, log: EventLog) -> None:
        """Keep what the rules read."""
        self._pack = pack
        self._log = log
        self._case_rule = CaseRule(pack, log.columns)

    def of(self, case: LogCase, known: Known) -> Iterator[LogOutcome]:
        """Yield the outcomes of a decided case that are known."""
        if case.decision is None:
            return
        point = self._pack.decision_point
        action = point.alternative if case.alternative else point.proposal
        for rule, outcome in self.by_rule(case, known):
            if rule.of in {action, "ANY"}:
                yield outcome

    def by_rule(self, case: LogCase, known: Known) -> Iterator[tuple[OutcomeRule, LogOutcome]]:
        """Yield the outcome of a case by each rule, whatever was decided about it.

        Whether an alternative came back is only known of a case that did end in it.
        """
        for rule in self._pack.outcomes:
            if rule.when == "returns" and case.ended_by is not EndedBy.ALTERNATIVE:
                continue
            outcome = self._outcome(rule, case, known)
            if outcome is not None:
                value, event, at = outcome
                yield rule, LogOutcome(case.case_id, rule.name, value, at, event.line)

    def _outcome(self, rule: OutcomeRule, case: LogCase, known: Known) -> tuple[bool, LogEvent, datetime] | None:
        match rule.when:
            case "ends_in_alternative":
                return None if case.end is None else (case.ended_by is EndedBy.ALTERNATIVE, case.end, case.end.at)
            case "returns":
                return self._returns(rule.column or "", case, known)
            case "deadline_missed":
                return self._missed(known)
            case "reopened":
                return self._reopened(case, known)

    def _returns(self, column: str, case: LogCase, known: Known) -> tuple[bool, LogEvent, datetime] | None:
        later = known.cases[case.sequence + 1 :]
        back = next((other for other in later if other.held.get(column) == case.held.get(column)), None)
        if back is not None:
            return True, back.start, back.start.at
        return self._at_final(known)

    def _reopened(self, case: LogCase, known: Known) -> tuple[bool, LogEvent, datetime] | None:
        begun = ended = False
        for event in known.events():
            ending = self._case_rule.is_ending(event)
            if ended and not ending and begun:
                return True, event, event.at
            ended = ended or ending
            begun = begun or event is case.start
        return self._at_final(known)

    def _missed(self, known: Known) -> tuple[bool, LogEvent, datetime] | None:
        """Read the final mark alone: a deadline that was inferred does not make a fact."""
        deadline = self._pack.deadline
        if deadline is None:
            return None
        final = final_event(self._pack, self._log, known.trace, known.until)
        if final is None:
            return None
        met = final.cells[self._log.columns[deadline.met]]
        return (not met, final, final.at) if isinstance(met, bool) else None

    def _at_final(self, known: Known) -> tuple[bool, LogEvent, datetime] | None:
        final = final_event(self._pack, self._log, known.trace, known.until)
        return None if final is None else (False, final, final.at)
