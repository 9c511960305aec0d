"""What was known before a row of a log without a clock: all of it is known since its load, so that rows tell it."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TypeVar

from graph.domain.planning.frozen import CaseColumns, Frozen, OutcomeColumns, TaskColumns
from graph.domain.planning.point_history import UNDECIDED, taken

T = TypeVar("T")


def before_row(frozen: Frozen, row: int) -> Frozen:
    """Return the cases that began before a row, each with what was decided and became of it before that row.

    Cases that have no place in the log came in here: they come after all of its rows. Tasks are left out.
    """
    cases, outcomes = frozen.cases, frozen.outcomes
    began = [case for case, at in enumerate(cases.place) if 0 <= at < row]
    position = {case: new for new, case in enumerate(began)}
    seen = [one for one, case in enumerate(outcomes.case) if case in position and 0 <= outcomes.place[one] < row]
    columns = {one.name: taken(getattr(outcomes, one.name), seen) for one in fields(OutcomeColumns)}
    columns["case"] = [position[outcomes.case[one]] for one in seen]
    cut = CaseColumns(**{one.name: taken(getattr(cases, one.name), began) for one in fields(CaseColumns)})
    return replace(
        frozen,
        cases=_undecided_from(cut, row),
        outcomes=OutcomeColumns(**columns),
        tasks=TaskColumns(*([] for _ in fields(TaskColumns))),
    )


def _undecided_from(cases: CaseColumns, row: int) -> CaseColumns:
    """Return the cases without what was decided at or after a row."""
    later = [at >= row for at in cases.decided_place]
    return replace(cases, **{name: _without(getattr(cases, name), later, empty) for name, empty in UNDECIDED.items()})


def _without(column: Sequence[T], gone: Sequence[bool], instead: T) -> list[T]:
    return [instead if out else value for value, out in zip(column, gone, strict=True)]
