"""When a load has made the graph so much larger that the plans of its statements no longer fit it."""

TIMES = 4
"""By then the server plans a statement anew by itself, ten minutes later (record 34)."""
FEW_NODES = 10_000
"""About a thousand cases: looking at each of them takes any plan less than a second."""


def outgrown(before: int, after: int) -> bool:
    """Return whether plans made for a graph of `before` nodes are to be forgotten in one of `after` nodes."""
    return after > FEW_NODES and after >= TIMES * before
