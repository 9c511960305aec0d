"""Rows of a key that stand in an order which the rules of a pack forbid."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from ingestion.log.conditions import Marks, Predicate, compile_where
from ingestion.log.events import LogEvent
from ingestion.pack.derived import columns_in
from ingestion.pack.model import Pack

_NO_MARKS: Marks = frozenset()
_MOST_NAMED = 3
"""Rows that a text names: as many as are read at a glance."""


class BrokenOrder(NamedTuple):
    """A rule by its name, and the row that broke it."""

    rule: str
    event: LogEvent


Check: TypeAlias = Callable[[LogEvent], Iterator[BrokenOrder]]
"""Reads the next row of a key, and yields the rules that it breaks; one is made for each key."""


class OrderRules:
    """The rules of precedence of a pack, compiled; `names` picks some of them."""

    def __init__(self, pack: Pack, places: Mapping[str, int], names: Sequence[str] | None = None) -> None:
        """Look up once where each column stands."""
        picked = {name: pack.precedence[name] for name in (pack.precedence if names is None else names)}
        self._zone, self._has_times = pack.zone, pack.clock.has_times
        self._rules = picked
        self._compiled = {
            name: (
                compile_where(rule.before, pack.columns, places),
                compile_where(rule.after, pack.columns, places),
                rule.once,
            )
            for name, rule in picked.items()
        }
        self._shown = {
            name: [places[column] for column in columns_in(rule.after) if column in places]
            for name, rule in picked.items()
        }

    def check(self) -> Check:
        """Return what checks the rows of one key, in order."""
        rules = [(name, _broken_by(before, after, once=once)) for name, (before, after, once) in self._compiled.items()]
        return lambda event: (BrokenOrder(name, event) for name, breaks in rules if breaks(event))

    def sentence(self, broken: Sequence[BrokenOrder]) -> str | None:
        """Return in words which rows broke which rule, the first ones by name; None where none did."""
        if not broken:
            return None
        more = len(broken) - _MOST_NAMED
        lines = [self.line(one) for one in broken[:_MOST_NAMED]]
        return "; ".join([*lines, *([f"and {more:,} more"] if more > 0 else [])])

    def line(self, one: BrokenOrder) -> str:
        """Return in words which row broke which rule, and when."""
        what = ", ".join(str(one.event.cells[place]) for place in self._shown[one.rule])
        at = f" at {one.event.at.astimezone(self._zone):%Y-%m-%d %H:%M}" if self._has_times else ""
        return f"{what}{at}: {self._rules[one.rule].words}"


def _broken_by(before: Predicate, after: Predicate, *, once: bool) -> Callable[[LogEvent], bool]:
    earlier = later = 0

    def breaks(event: LogEvent) -> bool:
        nonlocal earlier, later
        earlier += before(event, _NO_MARKS)
        if not after(event, _NO_MARKS):
            return False
        later += 1
        return earlier == 0 if once else later > earlier

    return breaks
