"""Rows that break a rule on the order of events after the case that they belong to was opened."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from graph.domain.decision.violation import Violation
from graph.domain.kernel.keys import ViolationKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.row_moments import row_of
from ingestion.log.cases import LogCase, cases_by_trace
from ingestion.log.events import EventLog, LogEvent, Trace
from ingestion.log.precedence import OrderRules
from ingestion.pack.model import Pack


class LateViolation(NamedTuple):
    """A row that broke a rule: when (UTC, the log's clock), and the case whose decision it questions."""

    at: datetime
    external_id: str
    violation: Violation


def late_violations(pack: Pack, log: EventLog, until: datetime | None = None) -> Iterator[LateViolation]:
    """Yield what breaks a rule that asks for a review, as far as it is known before `until`.

    A row belongs to the case that it decides, else to the newest that was opened before it. The row that opens a case
    is judged with that case.
    """
    names = [name for name, rule in pack.precedence.items() if rule.review]
    if names:
        rules = OrderRules(pack, log.columns, names)
        for trace, cases in cases_by_trace(pack, log, until):
            known = [event for event in trace.events if until is None or event.at < until]
            yield from _of_trace(pack, rules, Trace(trace.key, known), cases)


def _of_trace(pack: Pack, rules: OrderRules, trace: Trace, cases: Sequence[LogCase]) -> Iterator[LateViolation]:
    opened = {case.start.line: case for case in cases}
    decided = {case.decision.event.line: case for case in cases if case.decision is not None}
    check, seen, newest = rules.check(), Counter[tuple[str, int]](), None
    for event in trace.events:
        broken, at = list(check(event)), _moment(pack, event)
        if event.line in opened:
            newest = opened[event.line]
            continue
        case = decided.get(event.line, newest)
        if case is None or not case.needs_decision:
            continue
        for one in broken:
            seen[one.rule, at] += 1
            key = ViolationKey(one.rule, at, seen[one.rule, at])
            yield LateViolation(event.at, case.case_id, Violation(key, rules.line(one)))


def _moment(pack: Pack, event: LogEvent) -> int:
    return milliseconds(event.at) if pack.clock.has_times else row_of(event.at)
