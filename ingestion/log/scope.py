"""Which rows of a file are no events of a pack: those out of its scope, and those dated before they were entered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from ingestion.log.conditions import Marks, Predicate, compile_where
from ingestion.log.events import NOTHING_LEFT_OUT, LogEvent
from ingestion.pack.casework import Where
from ingestion.pack.derived import columns_in
from ingestion.pack.model import Pack
from ingestion.sources.cells import Cell
from ingestion.sources.raw import Fault

_ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_NO_MARKS: Marks = frozenset()


class Scope:
    """The pack's conditions `only` and `backdated`, compiled; counts what they leave out.

    What a condition does not read may be anything: a row that is out of scope is not refused for it.
    """

    def __init__(self, pack: Pack, places: Mapping[str, int]) -> None:
        """Look up once where each column stands."""
        self.left_out = NOTHING_LEFT_OUT
        self._only = _compiled(pack, pack.only, places)
        self._backdated = _compiled(pack, pack.backdated, places)

    def leaves_out(self, line: int, cells: Sequence[Cell | Fault]) -> bool:
        """Tell whether a row is left out, and count it where it is."""
        if self._only is not None and _holds(self._only, line, cells) is False:
            self.left_out = replace(self.left_out, out_of_scope=self.left_out.out_of_scope + 1)
            return True
        if self._backdated is not None and _holds(self._backdated, line, cells):
            self.left_out = replace(self.left_out, backdated=self.left_out.backdated + 1)
            return True
        return False


def _compiled(pack: Pack, where: Where | None, places: Mapping[str, int]) -> tuple[Predicate, list[int]] | None:
    if where is None:
        return None
    read = [places[name] for name in columns_in(where) if name in places]
    return compile_where(where, pack.columns, places), read


def _holds(condition: tuple[Predicate, list[int]], line: int, cells: Sequence[Cell | Fault]) -> bool | None:
    """Return whether a condition holds of a row; None where what it reads cannot be read."""
    fits, read = condition
    if any(isinstance(cells[place], Fault) for place in read):
        return None
    row = LogEvent(line, _ANY_TIME, None, human=False, cells=cells)  # type: ignore[arg-type]  # it reads no fault
    return fits(row, _NO_MARKS)
