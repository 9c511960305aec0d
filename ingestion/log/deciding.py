"""Which row of a case decided it: the first that a rule of the pack fits, or the one that completes a quorum."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ingestion.log.conditions import compile_where
from ingestion.log.events import LogEvent
from ingestion.log.rows import MarkedRow
from ingestion.pack.casework import DecisionRule
from ingestion.pack.model import Pack


@dataclass(frozen=True, slots=True)
class LoggedDecision:
    """What was decided, in which row, and when that was known (UTC); `machine` where one decided, whoever ran it."""

    event: LogEvent
    action: str
    at: datetime
    machine: str | None = None

    @property
    def actor(self) -> str | None:
        """Who decided, by the name in the log or in the pack."""
        return self.machine or self.event.actor

    @property
    def human(self) -> bool:
        """Whether a person decided."""
        return self.machine is None and self.event.human

    @property
    def line(self) -> int:
        """The line of the row in its file."""
        return self.event.line


class DecisionReader:
    """The pack's rules on decisions, compiled."""

    def __init__(self, pack: Pack, columns: Mapping[str, int]) -> None:
        """Look up once where each column of the rules stands."""
        self._rules = [(rule, _fits(pack, rule, columns)) for rule in pack.decisions.rules]
        self._quorum = pack.decisions.quorum
        self._known = known_from(pack)
        self._at = None if pack.decisions.at is None else columns[pack.decisions.at]

    def decision(self, row: MarkedRow, votes: dict[str, str], *, opening: bool) -> LoggedDecision | None:
        """Return what a row of a case decides; where a quorum decides, its vote is added to `votes`."""
        rule = self._rule(row, opening=opening)
        at = self._decided_at(row.event)
        if rule is None or at is None:
            return None
        action = rule.action
        event = row.event
        if self._quorum:
            if event.actor is None or event.actor in votes:
                return None
            votes[event.actor] = action
            needed = self._quorum.get(action)
            if needed is None or Counter(votes.values())[action] < needed:
                return None
        return LoggedDecision(event, action, at, rule.machine)

    def _decided_at(self, event: LogEvent) -> datetime | None:
        """Return when a row decided, never before it was written; None where its column of that moment is empty."""
        if self._at is None:
            return self._known(event.at)
        at = event.cells[self._at]
        return self._known(max(at, event.at)) if isinstance(at, datetime) else None

    @property
    def actions(self) -> list[str]:
        """The actions that rows may stand for, also those that only count as votes."""
        return list(dict.fromkeys(rule.action for rule, _ in self._rules))

    def action(self, row: MarkedRow, *, opening: bool) -> str | None:
        """Return which action a row of a case stands for, None where no rule fits it."""
        rule = self._rule(row, opening=opening)
        return None if rule is None else rule.action

    def _rule(self, row: MarkedRow, *, opening: bool) -> DecisionRule | None:
        passed_over = "later_rows" if opening else "opening_row"
        return next((rule for rule, fits in self._rules if rule.rows != passed_over and fits(row)), None)


def known_from(pack: Pack) -> Callable[[datetime], datetime]:
    """Return the moment (UTC) from which it is known what was decided at a time: that time, or the end of its day."""
    if pack.clock.unit == "MINUTE":
        return lambda at: at
    zone = pack.zone

    def end_of_day(at: datetime) -> datetime:
        local = at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        return (local + timedelta(days=1)).replace(tzinfo=zone).astimezone(UTC)

    return end_of_day


def _fits(pack: Pack, rule: DecisionRule, columns: Mapping[str, int]) -> Callable[[MarkedRow], bool]:
    where = None if rule.where is None else compile_where(rule.where, pack.facts, columns)
    wanted = None if rule.actor is None else rule.actor == "person"

    def fits(row: MarkedRow) -> bool:
        return (wanted is None or row.event.human is wanted) and (where is None or where(row.event, row.marks))

    return fits
