"""Sort keys: one ascending text for each list, so that a page is one index seek wherever it starts."""

_HIGHEST_PRIORITY = 9
_MILLISECOND_DIGITS = 15
FIRST, LAST = " ", "\U0010ffff"
"""Before and after every key: no key begins with a blank, and none with the last code point."""


def by_time(at_ms: int, node_id: str) -> str:
    """Return the key that sorts cases and decisions by a stored time, ties by id."""
    return f"{at_ms:0{_MILLISECOND_DIGITS}d}|{node_id}"


def by_urgency(queue: str, priority: int, due_ms: int, task_id: str) -> str:
    """Return the key that sorts the open tasks of a queue: priority 9 first, then the earliest due."""
    return f"{queue}|{_HIGHEST_PRIORITY - priority}|{due_ms:0{_MILLISECOND_DIGITS}d}|{task_id}"


def queue_range(queue: str | None) -> tuple[str, str]:
    """Return the keys between which the tasks of a queue lie, or those of all queues."""
    return (FIRST, LAST) if queue is None else (f"{queue}|", f"{queue}|{LAST}")
