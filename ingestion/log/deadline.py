"""The unwritten deadline: one resolve-time threshold a class, fitted on what was known at the cut."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ingestion.log.conditions import Marks, compile_where
from ingestion.log.events import EventLog, LogEvent, Trace
from ingestion.pack.expressions import compile_expression, moment_of
from ingestion.pack.model import Deadline, Pack

HOUR = timedelta(hours=1)
_NO_MARKS: Marks = frozenset()


@dataclass(frozen=True, slots=True)
class ResolveThreshold:
    """A resolve time in hours, the share of closed keys it explains, and how many those are."""

    hours: float
    agreement: float
    keys: int


@dataclass(frozen=True, slots=True)
class ClosedKey:
    """How one key ended, as far as known at a cut: its class, hours to resolve, and whether it missed."""

    group: str
    hours: float
    missed: bool


def fit_thresholds(pack: Pack, log: EventLog, cut: datetime) -> Mapping[str, ResolveThreshold]:
    """Fit one threshold a class on the keys closed before `cut` (UTC); none without a deadline section."""
    groups: dict[str, list[ClosedKey]] = {}
    if pack.deadline is None:
        return {}
    final_rows = FinalRows(pack, log.columns)
    for trace in log.traces:
        final = final_rows.last(trace, cut)
        closed = None if final is None else _closed(pack, pack.deadline, log, final)
        if closed is not None:
            groups.setdefault(closed.group, []).append(closed)
    return {group: _best(sorted(keys, key=lambda key: key.hours)) for group, keys in sorted(groups.items())}


def _closed(pack: Pack, deadline: Deadline, log: EventLog, final: LogEvent) -> ClosedKey | None:
    opened, resolved = cell_time(final, log, deadline.opened), cell_time(final, log, deadline.resolved)
    group, met = final.cells[log.columns[deadline.per]], final.cells[log.columns[deadline.met]]
    if opened is None or resolved is None or group is None or not isinstance(met, bool):
        return None
    if opened.astimezone(pack.zone).date() < deadline.fit_from:
        return None
    return ClosedKey(str(group), (resolved - opened) / HOUR, not met)


def due_at(pack: Pack, log: EventLog, event: LogEvent, thresholds: Mapping[str, ResolveThreshold]) -> datetime | None:
    """Return when the key of an event must be resolved (UTC), by the pack's expression or by its class then."""
    if pack.due is not None:
        expression = compile_expression(pack.due)
        return moment_of(expression.value({name: event.cells[log.columns[name]] for name in expression.names}))
    if pack.deadline is None:
        return None
    opened = cell_time(event, log, pack.deadline.opened)
    threshold = thresholds.get(str(event.cells[log.columns[pack.deadline.per]]))
    if opened is None or threshold is None:
        return None
    return opened + timedelta(hours=threshold.hours)


class FinalRows:
    """The rows in which a key is final, by the pack's condition, compiled: only there are final columns true."""

    def __init__(self, pack: Pack, places: Mapping[str, int]) -> None:
        """Look up once where each column of the condition stands."""
        final = pack.cases.final
        self._is_final = None if final is None else compile_where(final, pack.facts, places)

    def last(self, trace: Trace, until: datetime | None) -> LogEvent | None:
        """Return the last such row before `until`; None where there is none."""
        is_final = self._is_final
        if is_final is None:
            return None
        known = (event for event in reversed(trace.events) if until is None or event.at < until)
        return next((event for event in known if is_final(event, _NO_MARKS)), None)


def cell_time(event: LogEvent, log: EventLog, column: str) -> datetime | None:
    """Return the time in a column of an event."""
    value = event.cells[log.columns[column]]
    return value if isinstance(value, datetime) else None


def _best(keys: Sequence[ClosedKey]) -> ResolveThreshold:
    """Choose the threshold with the best agreement; among equals the lowest, and 0 where all missed."""
    right, best = max(_agreements(keys), key=lambda pair: pair[0])
    return ResolveThreshold(best, right / len(keys), len(keys))


def _agreements(keys: Sequence[ClosedKey]) -> Iterator[tuple[int, float]]:
    """Yield, per candidate hours, how many keys `resolved later than that` tells right; keys are sorted."""
    right = sum(key.missed for key in keys)
    yield right, 0.0
    for index, key in enumerate(keys):
        right += -1 if key.missed else 1
        last_of_equals = index + 1 == len(keys) or keys[index + 1].hours != key.hours
        if last_of_equals:
            yield right, key.hours
