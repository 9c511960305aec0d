"""Rows that were refused: what can be done with one, and what a mended row may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.reasons import check_reason
from graph.domain.kernel.text import text_fault

LONGEST_CELL = 8_192
"""Characters, as many as a cell of a file may have."""


class RowState(StrEnum):
    """How a refused row stands: open, mended and waiting to be read again, read, or left out for good."""

    OPEN = "OPEN"
    MENDED = "MENDED"
    REPLAYED = "REPLAYED"
    DISMISSED = "DISMISSED"


class RowCommand(StrEnum):
    """What is done with a refused row; READ and REFUSE are what came of reading it again."""

    MEND = "MEND_ROW"
    DISMISS = "DISMISS_ROW"
    REOPEN = "REOPEN_ROW"
    READ = "READ_ROW"
    REFUSE = "REFUSE_ROW"


TRANSITIONS: Mapping[tuple[RowState, RowCommand], RowState] = {
    (RowState.OPEN, RowCommand.MEND): RowState.MENDED,
    (RowState.MENDED, RowCommand.MEND): RowState.MENDED,
    (RowState.OPEN, RowCommand.DISMISS): RowState.DISMISSED,
    (RowState.MENDED, RowCommand.REOPEN): RowState.OPEN,
    (RowState.DISMISSED, RowCommand.REOPEN): RowState.OPEN,
    (RowState.MENDED, RowCommand.READ): RowState.REPLAYED,
    (RowState.MENDED, RowCommand.REFUSE): RowState.OPEN,
}
"""The state after each command that a state allows; what was read stays read."""

_NOT_NOW: Mapping[RowState, str] = {
    RowState.OPEN: "nothing was done with it yet: mend it or leave it out",
    RowState.MENDED: "it is mended and waits to be read again: take that back first",
    RowState.REPLAYED: "it was mended and read: load a corrected file for a later correction",
    RowState.DISMISSED: "it was left out: take that back first",
}


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A refused row as it stands: its state, and the names of the columns whose cells can be mended."""

    state: RowState
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What is to be done with a refused row; `cells` are mended cells by column, `reason` why it is left out."""

    row_id: str
    command: RowCommand
    cells: Mapping[str, str]
    reason: str | None = None


def next_state(change: RowChange, facts: RowFacts) -> RowState | Problem:
    """Return the state of the row afterwards, or why this cannot be done with it."""
    state = TRANSITIONS.get((facts.state, change.command))
    if state is None:
        return Problem(
            ProblemCode.ILLEGAL_TRANSITION, f"This cannot be done; look at how the row stands: {_NOT_NOW[facts.state]}."
        )
    if change.command is RowCommand.MEND:
        return _mend_fault(change.cells, facts.columns) or state
    if change.command is RowCommand.DISMISS:
        return check_reason(change.reason, "the row is left out") or state
    return state


def _mend_fault(cells: Mapping[str, str], columns: frozenset[str]) -> Problem | None:
    if not cells:
        return invalid("cells", "No cell is mended: send at least one with its new text.")
    for column, text in cells.items():
        if column not in columns:
            known = ", ".join(sorted(columns))
            return invalid("cells", f"The row has no cell {column!r} that can be mended here; it has: {known}.")
        if len(text) > LONGEST_CELL:
            return invalid("cells", f"{column} has {len(text):,} characters: send at most {LONGEST_CELL:,}.")
        if fault := text_fault(text):
            return invalid("cells", f"{column} holds {fault}: take it out.")
    return None
