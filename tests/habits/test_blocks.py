"""What several statements write alike stands once, as a block; what reads the models is generated whole."""

import re
from collections import defaultdict

from graph.queries.kernel.composed import BLOCKS, composed
from graph.schema import graph_schema
from graph.schema_explorer import explorer_files
from graph.schema_lineage import lineage_files
from graph.schema_walk import walk_files
from tests.builders.queries import all_queries
from tests.habits._tree import ROOT

CYPHER = ROOT / "cypher"
LONGEST_REPEAT_LINES = 4
"""A block and the line that includes it must be shorter and plainer than what they replace: from five lines on."""
GENERATED = {*explorer_files(graph_schema()), *lineage_files(graph_schema()), *walk_files(graph_schema())}
QUERIES = sorted(all_queries())


def test_every_block_says_what_it_does_and_is_included_twice_at_least() -> None:
    used: dict[str, set[str]] = defaultdict(set)
    for file in QUERIES:
        for line in composed(file):
            used[line.file].add(file)
    blocks = {f"{BLOCKS}{path.name}": path.read_text(encoding="utf-8") for path in (CYPHER / BLOCKS).glob("*.cypher")}

    lonely = sorted(name for name in blocks if len(used[name]) < 2)
    silent = sorted(name for name, text in blocks.items() if not re.match(r"// .+[.?]\n", text))

    assert lonely == [], "write the block into its one file"
    assert silent == [], "begin with one comment that says what the block does"


def test_no_two_statements_repeat_more_than_four_lines() -> None:
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for file in QUERIES:
        if file not in GENERATED:
            lines = [line.strip() for line in (CYPHER / file).read_text(encoding="utf-8").splitlines()]
            for first in range(len(lines) - LONGEST_REPEAT_LINES):
                run = tuple(lines[first : first + LONGEST_REPEAT_LINES + 1])
                if not any(line.startswith("// include: ") for line in run):
                    places[run].append(f"{file}:{first + 1}")

    repeated = [result for result in places.values() if len(result) > 1]

    assert repeated == [], "make the repeated lines a block under cypher/blocks/ and include it"
