"""What turned out to be true of a case: each label with the moment from which it was known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, TypeAlias

from graph.domain.intake.quality_gates import FieldValue
from ingestion.log.cases import CaseRule, EndedBy, LogCase, cases_by_trace
from ingestion.log.conditions import Marks, Predicate, compile_where, mark
from ingestion.log.deadline import FinalRows
from ingestion.log.deciding import DecisionReader
from ingestion.log.events import EventLog, LogEvent, Trace
from ingestion.log.rows import MarkedRow
from ingestion.pack.casework import (
    ACTION,
    ANY,
    BY_MACHINE,
    DECIDES,
    OPENS_NEXT,
    ColumnLabel,
    DeadlineMissed,
    HowDecided,
    Label,
    LaterRow,
    NextCase,
    VotesLabel,
)
from ingestion.pack.derived import columns_in
from ingestion.pack.expressions import compile_expression, moment_of
from ingestion.pack.model import Pack

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}
_NO_MARKS: Marks = frozenset()
Values: TypeAlias = tuple[object, ...]


class LabelValue(NamedTuple):
    """Whether a label is true, since when that was known (UTC), and the line that shows it."""

    value: bool
    known_at: datetime
    line: int


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
    """What labels are read from: the trace, its cases, and the end of knowledge."""

    trace: Trace
    cases: Sequence[LogCase]
    until: datetime | None


@dataclass(slots=True)
class LabelReader:
    """The pack's labels over a log, as far as it is known before `until`."""

    pack: Pack
    log: EventLog
    until: datetime | None = None
    _rule: CaseRule = field(init=False)
    _decisions: DecisionReader = field(init=False)
    _conditions: Mapping[str, Predicate] = field(init=False)
    _final_rows: FinalRows = field(init=False)
    _read: tuple[Known, Sequence[MarkedRow]] | None = field(init=False, default=None)
    _following: dict[tuple[str, ...], dict[Values, list[LogCase]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Compile the conditions of the labels once."""
        self._rule = CaseRule(self.pack, self.log.columns)
        self._decisions = DecisionReader(self.pack, self.log.columns)
        self._final_rows = FinalRows(self.pack, self.log.columns)
        self._conditions = {
            name: compile_where(where, self.pack.facts, self.log.columns)
            for name, label in self.pack.labels.items()
            if not isinstance(label, VotesLabel) and (where := getattr(label, "where", None)) is not None
        }

    def outcomes(self, case: LogCase, known: Known) -> Iterator[LogOutcome]:
        """Yield the outcomes of a past case that are known; without a decision whatever became of it counts."""
        for label, outcome in self.by_label(case, known):
            if not case.has_decider or label.of in {case.action, ANY}:
                yield outcome

    def by_label(self, case: LogCase, known: Known) -> Iterator[tuple[Label, LogOutcome]]:
        """Yield what is known of each label that becomes an outcome, whatever was decided about the case.

        Whether a case came back to where it was is only known of one that was followed by another.
        """
        for name, label in self.pack.outcomes.items():
            known_value = self.value(name, case, known)
            if known_value is not None:
                yield label, LogOutcome(case.case_id, name, *known_value)

    def value(self, name: str, case: LogCase, known: Known) -> LabelValue | None:
        """Return what is known of a label of a case; None while it is open."""
        match self.pack.labels[name]:
            case LaterRow() as label:
                return self._later_row(name, label, case, known)
            case NextCase() as label:
                return self._next_case(name, label, case, known)
            case HowDecided():
                return self._how_decided(name, case)
            case ColumnLabel() as label:
                return self._column(name, label, case)
            case VotesLabel() as label:
                return self._votes(label, case, known)
            case DeadlineMissed():
                return self._missed(known)

    def _later_row(self, name: str, label: LaterRow, case: LogCase, known: Known) -> LabelValue | None:
        if label.where == OPENS_NEXT and label.within is None:
            return None if case.end is None else _at(case.end, value=case.ended_by is EndedBy.NEXT)
        since = case.start if label.after == "opening" else None if case.decision is None else case.decision.event
        if since is None:
            return None
        begun, limit = False, None if label.within is None else since.at + span_of(label.within)
        last = case.end if label.until == "case" else None
        deciding = {other.decision.line for other in known.cases if other.decision is not None}
        for event, marks, _ in self._rows(known):
            if limit is not None and event.at > limit:
                return LabelValue(value=False, known_at=limit, line=event.line)
            if begun and self._conditions[name](event, marks | {DECIDES} if event.line in deciding else marks):
                return _at(event, value=True)
            if begun and event is last:
                return _at(event, value=False)
            begun = begun or event is since
        return self._ends_without(label, case, known, limit)

    def _rows(self, known: Known) -> Sequence[MarkedRow]:
        """Return the rows of a trace, which are read once for all labels of all its cases."""
        if self._read is None or self._read[0] is not known:
            self._read = known, list(self._rule.rows(known.trace, known.until))
        return self._read[1]

    def _ends_without(self, label: LaterRow, case: LogCase, known: Known, limit: datetime | None) -> LabelValue | None:
        if limit is not None and known.until is not None and limit < known.until:
            return LabelValue(value=False, known_at=limit, line=case.start.line)
        if label.until == "case":
            return None if case.end is None else _at(case.end, value=False)
        return self._at_final(known)

    def _next_case(self, name: str, label: NextCase, case: LogCase, known: Known) -> LabelValue | None:
        within_key = self.pack.cases.key in label.same
        if within_key and self.pack.cases.overlap == "ends_previous" and case.ended_by is not EndedBy.NEXT:
            return None
        wanted = self._values(label, case)
        later = known.cases[case.sequence + 1 :] if within_key else self._after(label, case, wanted)
        following = next((other for other in later if self._values(label, other) == wanted), None)
        if following is None:
            return self._at_final(known) if within_key else None
        condition = self._conditions.get(name)
        if condition is None:
            return _at(following.start, value=True)
        if following.decision is None:
            return None
        value = condition(following.start, decision_marks(following))
        return LabelValue(value=value, known_at=following.decision.at, line=following.decision.line)

    def _after(self, label: NextCase, case: LogCase, wanted: Values) -> list[LogCase]:
        """Return the first case of any key that comes after this one with the wanted values."""
        names = tuple(label.same)
        if names not in self._following:
            self._following[names] = self._by_values(label)
        return [other for other in self._following[names].get(wanted, ()) if _place(other) > _place(case)][:1]

    def _by_values(self, label: NextCase) -> dict[Values, list[LogCase]]:
        by_values: dict[Values, list[LogCase]] = {}
        for _, cases in cases_by_trace(self.pack, self.log, self.until):
            for case in cases:
                by_values.setdefault(self._values(label, case), []).append(case)
        for cases in by_values.values():
            cases.sort(key=_place)
        return by_values

    def _values(self, label: NextCase, case: LogCase) -> Values:
        return tuple(
            case.held[name] if name in case.held else case.start.cells[self.log.columns[name]] for name in label.same
        )

    def _how_decided(self, name: str, case: LogCase) -> LabelValue | None:
        decision = case.decision
        if decision is None:
            return None
        return LabelValue(self._conditions[name](decision.event, decision_marks(case)), decision.at, decision.line)

    def _column(self, name: str, label: ColumnLabel, case: LogCase) -> LabelValue | None:
        """Return what the row says once that is known; a condition that rests on a missing value is no answer."""
        row = {column: case.start.cells[place] for column, place in self.log.columns.items()}
        if label.known is not None:
            known_at = moment_of(compile_expression(label.known).value(row))
        else:
            known_at = None if any(row.get(column) is None for column in columns_in(label.where)) else case.start.at
        if known_at is None or (self.until is not None and known_at >= self.until):
            return None
        value = self._conditions[name](case.start, _NO_MARKS)
        return LabelValue(value, max(known_at, case.start.at), case.start.line)

    def voters(self, case: LogCase, known: Known) -> list[str]:
        """Name the people who voted on a case that is alone in its key."""
        return list(case_votes(self._rule, self._decisions, case, known)[0])

    def _votes(self, label: VotesLabel, case: LogCase, known: Known) -> LabelValue | None:
        ballots, last = case_votes(self._rule, self._decisions, case, known)
        votes = list(ballots.values())
        counts = {action: float(votes.count(action)) for action in self._decisions.actions}
        if last is None or (label.unless and compile_expression(label.unless).value(counts) is True):
            return None
        value: FieldValue
        if label.where is None:
            value = _against_most(
                case, {action: counts.get(action, 0.0) for action in self.pack.decisions.quorum}, label
            )
        else:
            value = compile_expression(label.where).value(counts)
        return LabelValue(value, last.at, last.line) if isinstance(value, bool) else None

    def _missed(self, known: Known) -> LabelValue | None:
        """Read the final mark alone: a deadline that was inferred does not make a fact."""
        deadline = self.pack.deadline
        final = None if deadline is None else self._final_rows.last(known.trace, known.until)
        if deadline is None or final is None:
            return None
        met = final.cells[self.log.columns[deadline.met]]
        return _at(final, value=not met) if isinstance(met, bool) else None

    def _at_final(self, known: Known) -> LabelValue | None:
        final = self._final_rows.last(known.trace, known.until)
        return None if final is None else _at(final, value=False)


def _against_most(case: LogCase, counts: Mapping[str, float], label: VotesLabel) -> bool | None:
    """Return whether a case was decided against what most voted for; None while it is not decided, or for a tie."""
    most = max(counts.values(), default=0)
    winners = [action for action, count in counts.items() if count == most]
    if case.decision is None or (label.tie is not None and len(winners) > 1):
        return None
    return case.action not in winners


def case_votes(
    rule: CaseRule, decisions: DecisionReader, case: LogCase, known: Known
) -> tuple[Mapping[str, str], LogEvent | None]:
    """Return each person's first vote in a case that is alone in its key, and the row of the last one."""
    votes: dict[str, str] = {}
    last = None
    for row in rule.rows(known.trace, known.until):
        action = decisions.action(row, opening=row.event is case.start)
        if action is not None and row.event.actor is not None and row.event.actor not in votes:
            votes[row.event.actor], last = action, row.event
    return votes, last


def decision_marks(case: LogCase) -> Marks:
    """Return the marks of how a case was decided; none while it is not."""
    decision = case.decision
    if decision is None:
        return _NO_MARKS
    action = mark(ACTION, decision.action)
    return frozenset({action} if decision.human else {action, BY_MACHINE})


def _place(case: LogCase) -> tuple[datetime, int]:
    return case.start.at, case.start.line


def span_of(text: str) -> timedelta:
    """Return a span of a pack, such as `30 d`, as a duration."""
    number, unit = text.split(" ")
    return int(number) * _UNITS[unit]


def _at(event: LogEvent, *, value: bool) -> LabelValue:
    return LabelValue(value, event.at, event.line)
