"""How long each group of tests may take: printed at the end of a run, so that one that grows is seen."""

from collections.abc import Iterable, Mapping

BUDGETS: Mapping[str, int] = {
    "live/database/test_killed_database.py": 166,
    "live/serving/test_resumed_start.py": 157,
    "live/database/test_full_disk.py": 154,
    "live/database/test_growing_plans.py": 232,
    "live/shipped/": 168,
    "live/intake/test_inspections.py": 180,
    "live/": 444,
    "web/": 212,
    "api/": 171,
    "pipelines/": 16,
    "ingestion/": 120,
    "setup/": 64,
    "forecasting/": 44,
    "graph/": 16,
    "habits/": 8,
    "cypher_lint/": 6,
    "bench/": 18,
}
"""Seconds by the start of a file's path within the tests, the first that fits, as last seen in CI on two busy cores.

No run fails by them. All together are no more than two processes have in twenty minutes.
"""


def group(node_id: str) -> str:
    """Return the group of a test."""
    path = node_id.partition("::")[0].removeprefix("tests/")
    return next((start for start in BUDGETS if path.startswith(start)), path)


def table(durations: Iterable[tuple[str, float]]) -> list[str]:
    """Return a line for each group that ran, from pairs of a test's id and seconds, the longest first."""
    spent: dict[str, float] = {}
    for node_id, seconds in durations:
        spent[group(node_id)] = spent.get(group(node_id), 0.0) + seconds
    return [_line(name, seconds) for name, seconds in sorted(spent.items(), key=lambda one: -one[1])]


def _line(name: str, seconds: float) -> str:
    budget = BUDGETS.get(name)
    if budget is None:
        return f"{seconds:6.0f} s  of no budget  {name}: give it one in tests/budget.py"
    over = "  over its budget: look at its slowest" if seconds > budget else ""
    return f"{seconds:6.0f} s  of {budget:4}  {name}{over}"
