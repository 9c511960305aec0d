"""One list of subjects: the floors of the house are cut by it, so that a behaviour is found by its subject's name."""

from tests.habits._tree import ROOT, SUBJECTS, repository_files

FLOORS = ("graph/domain", "graph/store", "graph/queries", "cypher", "api/graphql", "web/src/pages")
FRAME = "api/graphql"
"""Beside its subjects stand the modules that answer any of them: context, limits, problems, scalars, schema."""
BESIDE = {"cypher/blocks", "cypher/invariants", "cypher/migrations"}
"""Texts that belong to the whole graph instead of one subject."""


def _inside(floor: str) -> set[str]:
    base = ROOT / floor
    parts = (path.relative_to(base).parts for path in repository_files() if path.is_relative_to(base))
    return {parts_of[0] for parts_of in parts if len(parts_of) > 1 or floor != FRAME}


def test_a_floor_has_only_folders_of_the_list() -> None:
    named = {f"{floor}/{name}" for floor in FLOORS for name in _inside(floor) - set(SUBJECTS) - {"__init__.py"}}
    strange = named - BESIDE

    assert not strange, f"move these into one of {', '.join(SUBJECTS)}: {sorted(strange)}"


def test_every_subject_has_a_floor() -> None:
    assert set().union(*(_inside(floor) for floor in FLOORS)) >= set(SUBJECTS)
