"""The measures of a pack, computed over the cases of a log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median
from typing import TypeAlias

from ingestion.log.cases import LogCase, cases_by_trace
from ingestion.log.conditions import Predicate, compile_where
from ingestion.log.events import EventLog
from ingestion.log.labels import Known, LabelReader, decision_marks
from ingestion.pack.expressions import compile_expression
from ingestion.pack.model import DECIDED, STARTED, VOTES, Kpi, Pack

Measure: TypeAlias = Callable[[LogCase, Known], float | None]


@dataclass(frozen=True, slots=True)
class KpiValue:
    """A measure: its value over so many cases, None where none tells it; `reason` where the data cannot tell it."""

    name: str
    unit: str
    value: float | None
    cases: int
    reason: str | None = None


class VoteTally:
    """Gathers how many votes a person gives in so many rows of a log, where several people judge a case."""

    def __init__(self, kpi: Kpi, reader: LabelReader) -> None:
        """Begin without a vote."""
        self._kpi, self._reader = kpi, reader
        self._votes, self._rows, self._people = 0, 0, set[str]()

    def add(self, case: LogCase, known: Known) -> None:
        """Take the votes on a case into account, each person's first, and all of its rows."""
        if not _is_of(self._kpi, case):
            return
        voters = self._reader.voters(case, known)
        self._votes += len(voters)
        self._people.update(voters)
        self._rows += sum(known.until is None or event.at < known.until for event in known.trace.events)

    @property
    def value(self) -> KpiValue:
        """The mean over the people who voted."""
        blocks = self._rows / (self._kpi.per or 1)
        value = self._votes / len(self._people) / blocks if self._people else None
        return KpiValue(self._kpi.name, self._kpi.unit, value, self._votes)


class KpiTally:
    """Gathers what one measure reads of each case that it is of."""

    def __init__(self, pack: Pack, kpi: Kpi, reader: LabelReader) -> None:
        """Compile its conditions and expressions once."""
        self._kpi = kpi
        self._where = _predicate(pack, kpi.where, reader.log)
        self._measure = _measure(pack, kpi, reader)
        self._reader = reader
        self._values: list[float] = []

    def add(self, case: LogCase, known: Known) -> None:
        """Take a case into account where the measure is of it."""
        if self._measure is None or not _is_of(self._kpi, case):
            return
        if self._where is not None and not self._where(case.start, decision_marks(case)):
            return
        if self._kpi.given is not None and _truth(self._reader, self._kpi.given, case, known) != 1.0:
            return
        value = self._measure(case, known)
        if value is not None:
            self._values.append(value)

    @property
    def value(self) -> KpiValue:
        """The measure over all cases that were taken into account."""
        summary = median if self._kpi.median is not None else fmean
        value = summary(self._values) if self._values else None
        return KpiValue(self._kpi.name, self._kpi.unit, value, len(self._values), self._kpi.unavailable)


def kpi_tallies(pack: Pack, reader: LabelReader) -> Sequence[KpiTally | VoteTally]:
    """Return one tally for each measure of a pack that is computed, or that its data cannot tell."""
    measured = [kpi for kpi in pack.kpis if kpi.measures or kpi.unavailable is not None]
    return [VoteTally(kpi, reader) if kpi.of == VOTES else KpiTally(pack, kpi, reader) for kpi in measured]


def kpis_of(pack: Pack, log: EventLog, until: datetime | None) -> list[KpiValue]:
    """Return the measures of a pack over what was known of its log before a moment."""
    reader = LabelReader(pack, log, until)
    tallies = kpi_tallies(pack, reader)
    for trace, cases in cases_by_trace(pack, log, until):
        known = Known(trace, cases, until)
        for case in cases:
            for one in tallies:
                one.add(case, known)
    return [one.value for one in tallies]


def _is_of(kpi: Kpi, case: LogCase) -> bool:
    """Tell whether a measure is of a case; the first case of a record stands for it, decided or not."""
    match kpi.of:
        case "records":
            return case.sequence == 0
        case "cases" | "votes":
            return case.needs_decision
        case "decisions":
            return case.needs_decision and case.decision is not None


def _measure(pack: Pack, kpi: Kpi, reader: LabelReader) -> Measure | None:
    label, text = kpi.label, kpi.median or kpi.mean
    if label is not None:
        return lambda case, known: _share_of(kpi, _truth(reader, label, case, known))
    if text is not None:
        return _expression(text, reader.log)
    fits = _predicate(pack, kpi.share, reader.log)
    return None if fits is None else lambda case, _known: float(fits(case.start, decision_marks(case)))


def _share_of(kpi: Kpi, truth: float | None) -> float | None:
    return truth if truth is None or kpi.holds else 1.0 - truth


def _truth(reader: LabelReader, label: str, case: LogCase, known: Known) -> float | None:
    truth = reader.value(label, case, known)
    return None if truth is None else float(truth.value)


def _expression(text: str, log: EventLog) -> Measure:
    expression = compile_expression(text)

    def value(case: LogCase, _known: Known) -> float | None:
        row = {name: case.start.cells[log.columns[name]] for name in expression.names if name in log.columns}
        row[STARTED] = case.start.at
        row[DECIDED] = None if case.decision is None else case.decision.at
        result = expression.value(row)
        return float(result) if isinstance(result, int | float) else None

    return value


def _predicate(pack: Pack, where: object, log: EventLog) -> Predicate | None:
    return None if where is None else compile_where(where, pack.facts, log.columns)  # type: ignore[arg-type]  # checked
