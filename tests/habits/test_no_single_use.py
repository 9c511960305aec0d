"""No use case lives in code: what is particular to one stands in its pack alone."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.habits._tree import ROOT, repository_files

FLOORS = ("ingestion", "forecasting", "pipelines", "graph", "api", "cypher", "web/src")
KINDS = {".py", ".cypher", ".graphql", ".ts", ".tsx"}
ONE_USE = re.compile(
    r"hand(?:ed|s|ing)?[ _-]?over|\bincident|extra_stay|previous_group|assignment_group|support[ _]group|inspection",
    re.IGNORECASE,
)
"""Words of the shipped packs' fields; code that needs one of them knows a single use."""


def files() -> Iterator[Path]:
    """Yield what git holds of the floors; a file that is generated and ignored belongs to nobody."""
    for path in sorted(repository_files()):
        name = path.relative_to(ROOT).as_posix()
        own = "packs" not in path.parts and "generated" not in path.parts
        if (
            name.startswith(tuple(f"{floor}/" for floor in FLOORS))
            and path.suffix in KINDS
            and own
            and ".test." not in name
        ):
            yield path


def test_no_code_speaks_of_a_single_use() -> None:
    particular = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ONE_USE.search(line)
    ]

    assert not particular, f"say it in the pack, or for any use: {particular}"
