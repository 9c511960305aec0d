"""Sort keys: one ascending text for each list, so that a page is one index seek wherever it starts."""

from datetime import datetime

from graph.domain.kernel.moments import milliseconds, moment

_HIGHEST_PRIORITY = 9
"""Priorities have one digit, so that they sort as text."""
_MILLISECOND_DIGITS = 15
"""Moments until the year 33658 sort as text."""
_LINE_DIGITS = 10
"""Lines of a file of ten thousand million rows sort as text."""
_WIDEST_REACH = 999_999
"""Reaches sort as text of six digits; whatever touches a million entities comes first anyway."""
_LOWEST_RANK = 99_999
"""A run forecasts fewer nodes; five digits keep the keys as long as each other."""
FIRST, LAST = " ", "\U0010ffff"
"""Before and after every key: no key begins with a blank, and none with the last code point."""


def by_time(at_ms: int, node_id: str) -> str:
    """Return the key that sorts cases and decisions by a stored time, ties by id."""
    return f"{at_ms:0{_MILLISECOND_DIGITS}d}|{node_id}"


def at_or_after(at: datetime | None) -> str | None:
    """Return the first key by time that a row of this moment or a later one can have; None for no moment."""
    return None if at is None else f"{milliseconds(at):0{_MILLISECOND_DIGITS}d}"


def by_point(point: str, at_ms: int, node_id: str) -> str:
    """Return the key that sorts what a decision point has by a stored time, ties by id."""
    return f"{point}|{by_time(at_ms, node_id)}"


def of_point(point: str, at: datetime) -> str:
    """Return the first key by point that a row of this moment or a later one can have."""
    return f"{point}|{at_or_after(at)}"


def point_range(point: str | None) -> tuple[str, str]:
    """Return the keys between which what a decision point has lies, or that of all points."""
    return (FIRST, LAST) if point is None else (f"{point}|", f"{point}|{LAST}")


def point_in(key: str) -> str:
    """Return the decision point that a key by point begins with."""
    return key.rsplit("|", 2)[0]


def moment_in(key: str) -> datetime:
    """Return the moment that a key by time begins with."""
    return moment(int(key[:_MILLISECOND_DIGITS]))


def by_line(state: str, at_ms: int, line: int, node_id: str) -> str:
    """Return the key that sorts refused rows: those of a state together, the oldest load first, in it by line."""
    return f"{state}|{at_ms:0{_MILLISECOND_DIGITS}d}|{line:0{_LINE_DIGITS}d}|{node_id}"


def by_score(state: str, score: float, node_id: str) -> str:
    """Return the key that sorts matches: those of a state together, the highest score (0 to 100) first."""
    return f"{state}|{round((100 - score) * 1_000):06d}|{node_id}"


def by_reach(recall: str, step: int, reach: int, decided: str) -> str:
    """Return the key that sorts the decisions of a recall: by step, those that reach furthest first, then by time."""
    return f"{recall}|{step}|{_WIDEST_REACH - min(reach, _WIDEST_REACH):06d}|{decided}"


def recall_range(recall: str) -> tuple[str, str]:
    """Return what stands before and after the keys of all decisions of a recall."""
    return f"{recall}|{FIRST}", f"{recall}|{LAST}"


def lines_in(state: str) -> tuple[str, str]:
    """Return what stands before and after all keys of a state."""
    return f"{state}|{FIRST}", f"{state}|{LAST}"


def by_urgency(queue: str, priority: int, due_ms: int, task_id: str) -> str:
    """Return the key that sorts the open tasks of a queue: priority 9 first, then the earliest due."""
    return f"{queue}|{_HIGHEST_PRIORITY - priority}|{due_ms:0{_MILLISECOND_DIGITS}d}|{task_id}"


def by_rank(prefix: str, start_ms: int, lead: int, rank: int, node_id: str) -> str:
    """Return the key that sorts forecasts: the latest period first when read backwards, in it the highest first."""
    return f"{prefix}{start_ms:0{_MILLISECOND_DIGITS}d}|{lead + 1}|{_LOWEST_RANK - rank}|{node_id}"


def by_error(prefix: str, error: float, key: str) -> str:
    """Return the key that sorts scored forecasts by how wrong they were, ties by key."""
    return f"{prefix}{abs(error):012.4f}|{key}"


def queue_range(queue: str | None) -> tuple[str, str]:
    """Return the keys between which the tasks of a queue lie, or those of all queues."""
    return (FIRST, LAST) if queue is None else (f"{queue}|", f"{queue}|{LAST}")
