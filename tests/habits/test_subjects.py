"""One list of subjects: the floors of the house are cut by it, so that a behaviour is found by its subject's name."""

from tests.habits._tree import ROOT, SUBJECTS, repository_files

CODE = ("graph/domain", "graph/store", "graph/queries", "cypher", "api/graphql", "web/src/pages")
TESTS = ("tests/graph/domain", "tests/graph/store", "tests/api", "tests/live")
FRAMES = {"api/graphql"}
"""Beside its subjects stand the modules that answer any of them: context, limits, problems, scalars, schema."""
BESIDE = {
    "cypher": {"blocks", "invariants", "migrations"},
    "tests/api": {"admission", "cli", "export", "graphql", "http"},
    "tests/live": {"database", "serving", "shipped"},
}
"""What belongs to the whole graph, mirrors a package of delivery, or tries the running whole."""
FILES_OF_A_PACKAGE = {"__init__.py", "conftest.py"}


def _inside(floor: str) -> set[str]:
    base = ROOT / floor
    parts = (path.relative_to(base).parts for path in repository_files() if path.is_relative_to(base))
    return {parts_of[0] for parts_of in parts if len(parts_of) > 1 or floor not in FRAMES} - FILES_OF_A_PACKAGE


def test_a_floor_has_only_folders_of_the_list() -> None:
    strange = {
        f"{floor}/{name}"
        for floor in CODE + TESTS
        for name in _inside(floor) - set(SUBJECTS) - BESIDE.get(floor, set())
    }

    assert not strange, f"move these into one of {', '.join(SUBJECTS)}: {sorted(strange)}"


def test_every_subject_has_a_floor_and_tests() -> None:
    assert set().union(*(_inside(floor) for floor in CODE)) >= set(SUBJECTS)
    assert set().union(*(_inside(floor) for floor in TESTS)) >= set(SUBJECTS)
