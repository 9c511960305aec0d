"""Refused rows as they are kept for mending: with their cells, but for personal ones, and bounded."""

import re
from collections.abc import Iterator

from graph.domain.intake.replay import ReplayRefusal
from ingestion.log.events import EventLog
from ingestion.pack.columns import Column
from ingestion.pack.model import Pack
from ingestion.sources.raw import as_text
from ingestion.sources.table import BadRow

MOST_WITH_CELLS = 10_000
"""Rows: as many as one may look through by hand; further ones are kept with line and reason."""
LONGEST_SHOWN = 500
"""Characters of a cell, or of a row that is none of the table: enough to see what is wrong."""
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")


def refusals_of(pack: Pack, log: EventLog) -> Iterator[ReplayRefusal]:
    """Yield the rows of a log that were refused, in the order of their lines."""
    columns = sorted(pack.columns, key=lambda column: column.id != pack.cases.key)
    personal = {column.id for column in columns if column.is_private}
    for place, row in enumerate(log.quarantined):
        reason = _QUOTED.sub("…", row.reason) if row.column in personal else row.reason
        if place >= MOST_WITH_CELLS:
            yield ReplayRefusal(row.line, reason)
        elif personal and not row.cells:
            yield ReplayRefusal(row.line, reason, None, row.column, _empty(columns))
        else:
            key = None if pack.cases.key in personal else row.key
            yield ReplayRefusal(row.line, reason, key, row.column, _cells(columns, row), _cut(row.raw))


def _cells(columns: list[Column], row: BadRow) -> dict[str, str]:
    if not row.cells:
        return _empty(columns)
    pairs = zip(columns, row.cells, strict=True)
    return {column.id: as_text(cell)[:LONGEST_SHOWN] for column, cell in pairs if not column.is_private}


def _empty(columns: list[Column]) -> dict[str, str]:
    return {column.id: "" for column in columns if not column.is_private}


def _cut(text: str | None) -> str | None:
    return None if text is None else text[:LONGEST_SHOWN]
