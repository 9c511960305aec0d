"""The leak guard by data: which features of a pack know more, in a log, than could be known at their time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.errors import InvalidInput
from ingestion.log.cases import CaseRule, cases_by_trace
from ingestion.log.events import EventLog, LogEvent
from ingestion.log.hindsight import StartAndEnd, hindsight
from ingestion.log.labels import Known, LabelReader
from ingestion.log.leak_rule import SLIPS, ColumnEvidence, Hindsight, LabelArea, Leak, leak_of
from ingestion.log.single_column import area_alone, area_of_texts
from ingestion.pack.casework import CLOSES, OwnScore
from ingestion.pack.columns import Availability, CellType
from ingestion.pack.model import Pack
from ingestion.sources.cells import Cell


def find_leaks(pack: Pack, log: EventLog, until: datetime | None = None) -> list[Leak]:
    """Return the features that cannot be used, each with its reasons, in the pack's order.

    Labels are those known before `until` (aware). The rows of records are looked at in whole, for a column that was
    filled in later shows it there.
    """
    reader = _EvidenceReader(pack, log, until)
    return [leak for name in pack.features if (leak := leak_of(reader.evidence(name)))]


def refuse_leaks(pack: Pack, log: EventLog, until: datetime | None = None) -> None:
    """Raise InvalidInput naming every feature that knows more than could be known at its time."""
    leaks = find_leaks(pack, log, until)
    if leaks:
        raise InvalidInput(f"{log.name}: {' '.join(leak.message for leak in leaks)}")


@dataclass(frozen=True, slots=True)
class _Record:
    """The rows of a key in order of time, and the place of the first one that closes it."""

    events: Sequence[LogEvent]
    end: int | None


@dataclass(frozen=True, slots=True)
class _Labelled:
    """The cases whose label is known, oldest first: the rows that open them, what they hold, and the label."""

    name: str
    openings: Sequence[tuple[LogEvent, Mapping[str, Cell]]]
    values: Sequence[bool]


class _EvidenceReader:
    """What a log shows of a column; what all columns share is gathered once."""

    def __init__(self, pack: Pack, log: EventLog, until: datetime | None) -> None:
        self._places = log.columns
        self._in_file = {column.id: column for column in pack.columns}
        rule = CaseRule(pack, log.columns)
        self._closes = pack.cases.close is not None
        self._records = [
            _Record(trace.events, next((n for n, row in enumerate(rule.rows(trace)) if CLOSES in row.marks), None))
            for trace in log.traces
        ]
        changing = [
            column.id
            for column in pack.columns
            if (column.available, column.type) == (Availability.EVENT, CellType.TEXT) and column.id != pack.decisions.by
        ]
        self._labelled = list(_labelled(pack, log, until))
        self._several = [one for one in self._records if len(one.events) > 1]
        self._held = {name: [_start_and_end(one, self._places[name]) for one in self._several] for name in changing}

    def evidence(self, name: str) -> ColumnEvidence:
        """Return what the log shows of a feature."""
        place, column = self._places[name], self._in_file.get(name)
        filled = [values for one in self._several if (values := _filled(one, place))]
        changed = sum(len(set(values)) > 1 for values in filled)
        commonest = Counter(value for values in filled for value in set(values)).most_common(1)
        ended = [one for one in self._records if one.end is not None]
        running = [one for one in self._records if one.end is None] if self._closes else []
        return ColumnEvidence(
            name,
            declared_changing=column is not None and column.available is Availability.EVENT,
            records=len(filled),
            changed=changed,
            filled_later=sum(one.events[0].cells[place] is None and bool(_filled(one, place)) for one in self._several),
            commonest_share=commonest[0][1] / len(filled) if commonest else 1.0,
            ended=len(ended),
            ended_filled=sum(bool(_filled(one, place)) for one in ended),
            ended_early=sum(_holds_early(one, place) for one in ended),
            open=len(running),
            open_filled=sum(bool(_filled(one, place)) for one in running),
            hindsight=None if changed > SLIPS * len(filled) else self._hindsight(name),
            alone=self._alone(name),
        )

    def _hindsight(self, name: str) -> Hindsight | None:
        """Return the strongest sign that a column was written afterwards."""
        values = [record.events[0].cells[self._places[name]] for record in self._several]
        compared = [hindsight(other, values, held) for other, held in self._held.items() if other != name]
        return max((one for one in compared if one is not None), key=lambda one: one.weight, default=None)

    def _alone(self, name: str) -> LabelArea | None:
        areas, column = [], self._in_file.get(name)
        free_text = column is not None and column.is_free_text
        for label in self._labelled:
            values = [held.get(name, event.cells[self._places[name]]) for event, held in label.openings]
            area = (area_of_texts if free_text else area_alone)(values, label.values)
            if area is not None:
                areas.append(LabelArea(label.name, area))
        return max(areas, key=lambda one: one.area, default=None)


def _filled(record: _Record, place: int) -> list[Cell]:
    return [event.cells[place] for event in record.events if event.cells[place] is not None]


def _holds_early(record: _Record, place: int) -> bool:
    """Tell whether a record has a value before the row that ends it; one that begins with its end may not."""
    before = record.events[: record.end] or record.events[:1]
    return any(event.cells[place] is not None for event in before)


def _start_and_end(record: _Record, place: int) -> StartAndEnd:
    held = _filled(record, place)
    return (held[0], held[-1]) if held else (None, None)


def _labelled(pack: Pack, log: EventLog, until: datetime | None) -> Iterator[_Labelled]:
    """Yield the labels that models forecast."""
    reader = LabelReader(pack, log, until)
    known = [(Known(trace, cases, until), cases) for trace, cases in cases_by_trace(pack, log, until)]
    for name in dict.fromkeys(score.own for score in pack.scores if isinstance(score, OwnScore)):
        rows = []
        for of_key, cases in known:
            for case in cases:
                truth = reader.value(name, case, of_key) if case.needs_decision else None
                if truth is not None:
                    rows.append((case.start, case.held, truth.value))
        rows.sort(key=lambda row: row[0].at)
        yield _Labelled(name, [(start, held) for start, held, _ in rows], [value for _, _, value in rows])
