"""By what the records of a log were solved, as far as that was known at the moment."""

from dataclasses import replace
from datetime import datetime

from graph.domain.intake.replay import ReplaySolution, SolvedCase
from ingestion.clock import Shift
from ingestion.log.cases import LogCase, cases_by_trace
from ingestion.log.events import EventLog, Trace
from ingestion.log.labels import Known, LabelReader
from ingestion.pack.model import Pack, SolutionsSpec


def solutions_of(pack: Pack, log: EventLog, until: datetime | None, shift: Shift) -> list[ReplaySolution]:
    """Return each solution with the cases of the records that it solved, and how many of these were opened again."""
    spec = pack.solutions
    if spec is None:
        return []
    reader = LabelReader(pack, log, until)
    solutions: dict[str, ReplaySolution] = {}
    for trace, cases in cases_by_trace(pack, log, until):
        known = Known(trace, cases, until)
        closed = reader.value(spec.known, cases[0], known)
        name = _name(log, spec, trace, until)
        if closed is None or not closed.value or name is None:
            continue
        before = solutions.get(name, ReplaySolution(name, 0, 0, ()))
        solutions[name] = replace(
            before,
            records=before.records + 1,
            reopened=before.reopened + _is_reopened(reader, spec, cases[0], known),
            solved=(*before.solved, *(SolvedCase(case.case_id, shift.moved(closed.known_at)) for case in cases)),
        )
    return sorted(solutions.values(), key=lambda one: (-one.records, one.name))


def _name(log: EventLog, spec: SolutionsSpec, trace: Trace, until: datetime | None) -> str | None:
    """Return what the last row that is known says."""
    cells = [event.cells[log.columns[spec.column]] for event in trace.events if until is None or event.at < until]
    return None if not cells or cells[-1] is None else str(cells[-1])


def _is_reopened(reader: LabelReader, spec: SolutionsSpec, first: LogCase, known: Known) -> bool:
    value = None if spec.reopened is None else reader.value(spec.reopened, first, known)
    return value is not None and value.value
