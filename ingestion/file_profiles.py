"""How the columns that a drift gate reads are distributed in some rows of a log."""

from collections.abc import Sequence

from graph.domain.intake.distribution import Profile, distribution_of
from graph.domain.intake.file_gates import FileCheck
from graph.domain.intake.quality_gates import FieldValue
from ingestion.log.events import EventLog, LogEvent
from ingestion.pack.model import Pack


def profile_of(pack: Pack, log: EventLog, events: Sequence[LogEvent]) -> Profile:
    """Return the distributions by column; none where the pack compares no versions."""
    names = sorted({name for gate in pack.file_gates if gate.check is FileCheck.DRIFT for name in gate.columns})
    return {name: distribution_of(values_of(log, events, name)) for name in names}


def values_of(log: EventLog, events: Sequence[LogEvent], name: str) -> list[FieldValue]:
    """Return the cells of a column."""
    place = log.columns[name]
    return [event.cells[place] for event in events]
