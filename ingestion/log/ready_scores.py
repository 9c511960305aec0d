"""Which cases are evidence of how good a score is that stands in a column: those that it was not trained on."""

from collections.abc import Callable, Mapping
from datetime import date

from ingestion.log.cases import LogCase
from ingestion.log.conditions import Marks, compile_where
from ingestion.pack.casework import ALL_ROWS, ReadyScore
from ingestion.pack.model import Pack

_NO_MARKS: Marks = frozenset()


class ScoreEvidence:
    """A score that stands in a column, and the rule that tells what it was trained on."""

    def __init__(self, score: ReadyScore, pack: Pack, places: Mapping[str, int]) -> None:
        """Compile what the pack says of the rows that it was trained on."""
        self._place = places[score.column]
        self._trained_on = _rule(score, pack, places)

    def counts(self, case: LogCase) -> bool:
        """Tell whether a case has a score, by a model that did not see it."""
        return case.start.cells[self._place] is not None and not self._trained_on(case)


def _rule(score: ReadyScore, pack: Pack, places: Mapping[str, int]) -> Callable[[LogCase], bool]:
    trained_on = score.trained_on
    if isinstance(trained_on, date):
        return lambda case: case.start.at.astimezone(pack.table.zone).date() < trained_on
    if score.condition is None:
        return lambda _case: trained_on == ALL_ROWS
    fits = compile_where(score.condition, pack.facts, places)
    return lambda case: fits(case.start, _NO_MARKS)
