"""What adding costs: the walk-through of CONTRIBUTING, followed in a copy that the gates without a database pass."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders.additions import KEY_FIGURE, MUTATION, NODE_KIND, AddedLines, add, copy_of_the_tree
from tests.builders.examples import ROOT

WRITERS = re.findall(r"-m (graph\.schema_\w+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
"""What `make docs` runs, beside the export of the API's schema."""
HABITS = ("blocks", "commands", "hot_queries", "keys", "layers", "queries", "records", "reference", "subjects")
GATES = (
    *(f"tests/habits/test_{name}.py" for name in HABITS),
    "tests/api/graphql/test_schema.py",
    "tests/pipelines/kpi/test_figures.py::test_every_key_figure_has_its_measure",
)


def faults(tree: Path, *command: str) -> list[str]:
    """Run a command in the copy; return what it prints where it fails."""
    run = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    return [] if run.returncode == 0 else [(run.stdout + run.stderr)[-3000:]]


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy with a new node kind, mutation and key figure, in which everything that is generated was."""
    tree = copy_of_the_tree(tmp_path_factory.mktemp("tree"))
    add(tree, NODE_KIND)
    add(tree, MUTATION)
    add(tree, KEY_FIGURE)
    ruff = str(ROOT / ".venv" / "bin" / "ruff")
    commands = [
        ("git", "init", "-q"),
        *((sys.executable, "-m", writer) for writer in WRITERS),
        (sys.executable, "-m", "api.cli", "schema", "export", "--file", "api/schema.graphql"),
        (ruff, "check", "-q", "--fix", "graph", "pipelines", "api"),
        (ruff, "format", "-q", "graph", "pipelines", "api"),
    ]
    assert [fault for command in commands for fault in faults(tree, *command)] == []
    return tree


def test_what_follows_the_walk_through_passes_the_gates(added: Path) -> None:
    assert faults(added, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *GATES) == []


@pytest.mark.parametrize(
    ("addition", "most_files", "generated", "text"),
    [
        pytest.param(NODE_KIND, 5, "cypher/lineage/up.cypher", ":Checklist {id: $id}", id="a node kind"),
        pytest.param(
            MUTATION, 6, "api/schema.graphql", "  excludeReviewer(input: ExcludeReviewerInput!): ", id="a mutation"
        ),
        pytest.param(KEY_FIGURE, 2, "api/schema.graphql", "  REJECTED_SHARE\n", id="a key figure"),
    ],
)
def test_an_addition_touches_only_the_files_that_the_walk_through_names(
    addition: Mapping[str, tuple[AddedLines, ...]], most_files: int, generated: str, text: str, added: Path
) -> None:
    assert len(addition) <= most_files
    assert text in (added / generated).read_text(encoding="utf-8")
