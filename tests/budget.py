"""How long each group of tests may take: printed at the end of a run, so that one that grows is seen."""

from collections.abc import Iterable, Mapping

BUDGETS: Mapping[str, int] = {
    "live/database/test_killed_database.py": 143,
    "live/serving/test_resumed_start.py": 110,
    "live/database/test_full_disk.py": 147,
    "live/database/test_growing_plans.py": 200,
    "live/shipped/": 120,
    "live/intake/test_inspections.py": 45,
    "live/": 700,
    "web/": 300,
    "api/": 220,
    "pipelines/": 16,
    "ingestion/": 120,
    "setup/": 70,
    "forecasting/": 44,
    "graph/": 16,
    "habits/": 12,
    "cypher_lint/": 6,
    "bench/": 60,
}
"""Seconds by the start of a file's path within the tests, the first that fits, in CI on two busy cores: as last seen
there, or, where a group was cut since, what its processor time lets expect.

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
