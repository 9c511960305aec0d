"""Sort keys: one ascending text for each list, so that a page is one index seek wherever it starts."""

_HIGHEST_PRIORITY = 9
_MILLISECOND_DIGITS = 15


def by_time(at_ms: int, node_id: str) -> str:
    """Return the key that sorts cases and decisions by a stored time, ties by id."""
    return f"{at_ms:0{_MILLISECOND_DIGITS}d}|{node_id}"


def by_urgency(queue: str, priority: int, due_ms: int, task_id: str) -> str:
    """Return the key that sorts the open tasks of a queue: priority 9 first, then the earliest due."""
    return f"{queue}|{_HIGHEST_PRIORITY - priority}|{due_ms:0{_MILLISECOND_DIGITS}d}|{task_id}"
